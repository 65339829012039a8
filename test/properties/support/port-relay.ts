import type {Post} from './post.js';

/** Stands between the two ends of a MessagePort: what one side writes reaches the other when the test says so. */
export class PortRelay {
  readonly #toEhr: MessagePort;
  readonly #toApp: MessagePort;
  readonly #post: Post;
  #unloaded = false;

  private constructor(toEhr: MessagePort, toApp: MessagePort, post: Post) {
    this.#toEhr = toEhr;
    this.#toApp = toApp;
    this.#post = post;
    toEhr.addEventListener('message', ({data}: MessageEvent<unknown>) => {
      const arrive = (): void => {
        if (!this.#unloaded) toApp.postMessage(data);
      };
      post.send('portToApp', {data, arrive});
    });
    toApp.addEventListener('message', ({data}: MessageEvent<unknown>) => {
      if (this.#unloaded) return;
      const arrive = (): void => toEhr.postMessage(data);
      post.send('portToEhr', {data, arrive, repeatable: () => !this.#unloaded});
    });
    // Once: some engines fire it at the end that closes, too.
    toEhr.addEventListener('close', () => post.send('portToApp', {arrive: () => toApp.close()}), {once: true});
    toApp.addEventListener('close', () => post.send('portToEhr', {arrive: () => toEhr.close()}), {once: true});
    toEhr.start();
    toApp.start();
  }

  /** Takes the port that was meant for the app, and has another one for it. */
  static over(offered: MessagePort, post: Post): {relay: PortRelay; port: MessagePort} {
    const {port1, port2} = new MessageChannel();
    return {relay: new PortRelay(offered, port1, post), port: port2};
  }

  /** The message that the port came with is lost, and the port with it. */
  lose(): void {
    this.appUnloads();
  }

  /** What the document wrote before is still on its way, and then the word that the port is closed. */
  appUnloads(): void {
    if (this.#unloaded) return;
    this.#unloaded = true;
    this.#toApp.close();
    this.#post.send('portToEhr', {arrive: () => this.#toEhr.close()});
  }

  end(): void {
    this.#toApp.close();
    this.#toEhr.close();
  }
}
