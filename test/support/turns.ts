// Kept from before any test stands in for it.
const {port1, port2} = new MessageChannel();
const waiting: Array<() => void> = [];
port1.onmessage = () => waiting.shift()?.();

/** Lets the page have a turn, in which ports bring what was written to them. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(undefined);
  });

/** Lets promises settle that follow from others, so many in a row. */
export async function settlePromises(): Promise<void> {
  for (let count = 0; count < 16; count++) await Promise.resolve();
}
