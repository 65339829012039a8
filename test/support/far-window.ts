import type * as Kit from '../../components/channel/index.js';

export interface FarWindow extends Window {
  kit: typeof Kit;
}

const kitModule = new URL('../../components/channel/index.ts', import.meta.url).href;

/** An iframe of this page's own origin that has loaded its own copy of the channel. */
export async function openFarWindow(): Promise<FarWindow> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<script type="module">import * as kit from ${JSON.stringify(kitModule)}; window.kit = kit;</script>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, {once: true}));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as FarWindow;
}

export const closeFarWindow = (far: Window): void => far.frameElement?.remove();

/** Resolves when all messages between this window and that one have arrived. */
export async function settleMessages(far: Window): Promise<void> {
  const arrival = (at: Window, mark: string): Promise<void> =>
    new Promise((resolve) => {
      const listener = (event: MessageEvent<unknown>): void => {
        if (event.data !== mark) return;
        event.stopImmediatePropagation();
        at.removeEventListener('message', listener, true);
        resolve();
      };
      at.addEventListener('message', listener, true);
    });
  for (const [from, to] of [[window, far], [far, window]] as const) {
    const mark = `settled ${crypto.randomUUID()}`;
    const arrived = arrival(to, mark);
    post(from, to, mark);
    await arrived;
  }
}

/** Posts as if the script ran in `from`: it is the source that the receiver sees. */
export function post(from: Window, to: Window, message: unknown): void {
  const send = (from as Window & {Function: FunctionConstructor}).Function(
    'to',
    'message',
    'to.postMessage(message, origin)',
  ) as (to: Window, message: unknown) => void;
  send(to, message);
}
