import type * as Kit from '../../components/channel/index.js';

export interface FarWindow extends Window {
  kit: typeof Kit;
}

const arrivals = new Map<unknown, () => void>();

/** Registered before any listener under test, so that those never see the marks. */
const takeMarks = (event: MessageEvent<unknown>): void => {
  const arrived = arrivals.get(event.data);
  if (!arrived) return;
  event.stopImmediatePropagation();
  arrivals.delete(event.data);
  arrived();
};

addEventListener('message', takeMarks);

const kitModule = new URL('../../components/channel/index.ts', import.meta.url).href;

/** An iframe of this page's own origin that has loaded its own copy of the channel. */
export async function openFarWindow(): Promise<FarWindow> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<script type="module">import * as kit from ${JSON.stringify(kitModule)}; window.kit = kit;</script>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, {once: true}));
  document.body.append(frame);
  await loaded;
  frame.contentWindow?.addEventListener('message', takeMarks);
  return frame.contentWindow as FarWindow;
}

export const closeFarWindow = (far: Window): void => far.frameElement?.remove();

/** Resolves when all messages between this window and that one have arrived. */
export async function settleMessages(far: Window): Promise<void> {
  for (const [from, to] of [
    [window, far],
    [far, window],
  ] as const) {
    const mark = `settled ${crypto.randomUUID()}`;
    await new Promise<void>((resolve) => {
      arrivals.set(mark, resolve);
      post(from, to, mark);
    });
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
