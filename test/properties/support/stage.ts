import {Channel, type ChannelOptions, type Transport} from '../../../components/channel/index.js';
import type {DocumentEnd, Lanes, Medium, Watch} from './medium.js';
import {memoryMedium} from './memory-medium.js';
import {Post, ways} from './post.js';
import type {Side} from './steps.js';
import type {End} from './tracked.js';
import {windowMedium} from './window-medium.js';
import type {Witness} from './witness.js';

interface AppDocument {
  number: number;
  /** Its `load` event is still to come. */
  loading: boolean;
  end: DocumentEnd;
  app: End | undefined;
}

const urn = 'urn:smart-web-messaging-elements';

/** An EHR and its app: their channels, the documents of the app, and what becomes of them. */
export class Stage {
  readonly post = new Post();
  /**
   * A port may be half entered by a document that is gone, unknown to the EHR, or too late, for up to ten seconds; or it
   * is closed because of a `load` event that could not be told from another document's. What is written to it is lost.
   */
  mayStall = false;
  readonly #lanes: Lanes;
  readonly #witness: Witness;
  readonly #media: Medium[] = [];
  readonly #ends: End[] = [];
  readonly #usesPort: Record<Side, boolean>;
  #medium: Medium;
  #ehr: End;
  #document: AppDocument;
  /** The frame has fired `load`: someone is taken to be there. */
  #there = false;
  #documents = 0;
  #handles = 0;

  constructor(lanes: Lanes, witness: Witness) {
    this.#lanes = lanes;
    this.#witness = witness;
    this.#usesPort = {ehr: lanes === 'ports', app: lanes === 'ports'};
    this.#medium = this.#openMedium();
    this.#ehr = this.#openEhr();
    this.#document = this.#openDocument();
    this.#document.app = this.#openApp(this.#ehr.handle);
  }

  /** The channel that is there now, or was there last. */
  end(side: Side): End {
    return side === 'ehr' ? this.#ehr : this.#document.app!;
  }

  get ends(): End[] {
    return [this.end('ehr'), this.end('app')];
  }

  get bothOpen(): boolean {
    return this.ends.every(({channel}) => !channel.closed);
  }

  /** There are ports: what is written to them needs turns of the page. */
  get hasPorts(): boolean {
    return this.#medium.hasPorts?.() === true;
  }

  connect(side: Side): void {
    this.end(side)
      .channel.connect()
      .catch(() => undefined);
  }

  load(): void {
    const document = this.#document;
    if (!document.loading) return;
    document.loading = false;
    this.post.send('load', {
      arrive: () => {
        this.#witness.loading();
        const {channel} = this.#ehr;
        this.#there = true;
        if (channel.peerLoaded()) this.mayStall = true;
        if (!channel.connected) this.connect('ehr');
      },
    });
  }

  reload(lost: boolean): void {
    if (this.#ehr.channel.closed) return;
    const {end, number} = this.#document;
    const {handle} = this.end('app');
    if (!this.#ehr.introduced.includes(number) || this.#ehr.handle !== handle) this.mayStall = true;
    end.unload();
    if (lost) this.post.loseAll('toApp');
    this.#document = this.#openDocument();
    this.#document.app = this.#openApp(handle);
    this.connect('app');
  }

  removeFrame(): void {
    this.#ehr.channel.close('removed');
    this.#document.end.unload();
  }

  putFrameBack(): void {
    if (!this.#ehr.channel.closed) return;
    for (const way of ways) this.post.loseAll(way);
    this.#medium = this.#openMedium();
    this.#there = false;
    this.#ehr = this.#openEhr();
    this.#document = this.#openDocument();
    this.#document.app = this.#openApp(this.#ehr.handle);
    this.connect('app');
  }

  removeApp(): void {
    this.end('app').channel.close('removed');
  }

  putAppBack(): void {
    const app = this.end('app');
    if (!app.channel.closed || this.#ehr.channel.closed) return;
    this.#document.app = this.#openApp(app.handle);
    this.connect('app');
  }

  /** As an element does it: with another channel to the same window. */
  changeHandle(): void {
    if (this.#ehr.channel.closed) return;
    this.#ehr.channel.close('revoked');
    this.#ehr = this.#openEhr();
    if (!this.#there) return;
    this.#ehr.channel.peerLoaded();
    this.connect('ehr');
  }

  learnHandle(): void {
    const app = this.end('app');
    if (this.#ehr.channel.closed || app.handle === this.#ehr.handle) return;
    app.channel.close('closed');
    this.#document.app = this.#openApp(this.#ehr.handle);
    this.connect('app');
  }

  /** Holds from the next connection on; an app's element begins one at once. */
  choosePort(side: Side, port: boolean): void {
    this.#usesPort[side] = port;
    if (side === 'ehr' || !this.bothOpen) return;
    this.end('app').channel.close('closed');
    this.putAppBack();
  }

  /** Puts back what is missing. */
  mend(): void {
    this.putFrameBack();
    this.putAppBack();
    this.learnHandle();
  }

  close(): void {
    for (const {channel} of this.#ends) channel.close();
    for (const medium of this.#media) medium.close();
  }

  #openMedium(): Medium {
    const medium = (this.#lanes === 'memory' ? memoryMedium : windowMedium)(this.post);
    this.#media.push(medium);
    return medium;
  }

  #openDocument(): AppDocument {
    return {number: ++this.#documents, loading: true, end: this.#medium.open(), app: undefined};
  }

  #openEhr(): End {
    const messagePort = this.#usesPort.ehr ? 'offer' : undefined;
    return this.#openEnd('ehr', `handle-${++this.#handles}`, (watch) => this.#medium.transport(watch), {messagePort});
  }

  #openApp(handle: string): End {
    const document = this.#document;
    const sign = {url: `${urn}:document`, valueString: `document-${document.number}`};
    const loading = {url: `${urn}:loading`, valueBoolean: true};
    return this.#openEnd('app', handle, (watch) => document.end.transport(watch), {
      messagePort: this.#usesPort.app ? 'accept' : undefined,
      handshakePayload: () => ({extension: document.loading ? [sign, loading] : [sign]}),
    });
  }

  #openEnd(
    name: Side,
    messagingHandle: string,
    lead: (watch: Watch) => Transport,
    options: Partial<ChannelOptions>,
  ): End {
    const witness = this.#witness;
    const transport = lead({
      sending: (message) => witness.sending(end, message),
      arriving: (data) => witness.arriving(end, data),
      renewed: () => witness.begin(end),
    });
    const channel = new Channel(undefined, {messagingHandle, ...witness.options(() => end), ...options});
    const end: End = {
      ...{name, channel, handle: messagingHandle, document: name === 'app' ? this.#document.number : 0},
      ...{epoch: 0, introduced: [], connected: false},
    };
    witness.begin(end);
    this.#ends.push(end);
    if (name === 'app' && !this.#usesPort.app) transport.downgrade?.();
    channel.attach(transport);
    return end;
  }
}
