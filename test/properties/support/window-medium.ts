import {WindowTransport} from '../../../components/channel/index.js';
import {linkTo} from '../../../components/transport/window-link.js';
import {origins, watched, type DocumentEnd, type Medium} from './medium.js';
import {PortRelay} from './port-relay.js';
import type {Post} from './post.js';

type Posting = (data: unknown, ports: MessagePort[]) => void;

/** A window as the other one sees it: something to post to. What is posted is copied and transferred as it should be. */
const windowThatPosts = (posting: Posting): Window => {
  const postMessage = (message: unknown, _origin: string, transfer: Transferable[] = []): void => {
    const {data, ports} = structuredClone({data: message, ports: transfer}, {transfer});
    posting(data, ports as MessagePort[]);
  };
  return {postMessage} as unknown as Window;
};

/** What `message` events of that window lead to. */
function receive(window: Window, data: unknown, origin: string, ports: MessagePort[] = []): void {
  const link = linkTo(window);
  if (link.hasListeners) link.take(new MessageEvent('message', {data, origin, ports}));
}

/** Through windows whose messages arrive when the test says so, and through real ports beside them, delayed likewise. */
export function windowMedium(post: Post): Medium {
  const relays: PortRelay[] = [];
  let current: {window: Window; unloaded: boolean} | undefined;

  const appWindow = windowThatPosts((data, offered) => {
    const {relay, port} = offered[0] ? PortRelay.over(offered[0], post) : {};
    if (relay) relays.push(relay);
    const arrive = (ports?: MessagePort[]): void => {
      if (!current || current.unloaded) return relay?.lose();
      receive(current.window, data, origins.ehr, ports);
    };
    post.send('toApp', {
      data,
      arrive: () => arrive(port && [port]),
      again: () => arrive(),
      lose: () => relay?.lose(),
    });
  });

  const open = (): DocumentEnd => {
    const opened = {
      unloaded: false,
      window: windowThatPosts((data) => {
        if (opened.unloaded) return;
        const arrive = (): void => receive(appWindow, data, origins.app);
        post.send('toEhr', {data, arrive, repeatable: () => !opened.unloaded});
      }),
    };
    current = opened;
    return {
      transport: (watch) => watched(new WindowTransport(opened.window, {origins: [origins.ehr]}), watch),
      unload: () => {
        opened.unloaded = true;
        for (const relay of relays) relay.appUnloads();
      },
    };
  };

  return {
    transport: (watch) => watched(new WindowTransport(appWindow, {origins: [origins.app]}), watch),
    open,
    hasPorts: () => relays.length > 0,
    close: () => {
      for (const relay of relays) relay.end();
    },
  };
}
