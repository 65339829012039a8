/** Closes every window but this, and has the browser draw this one again. */
export async function bringToFront(page) {
  const others = (await page.browser().pages()).filter((other) => other !== page);
  await Promise.allSettled(others.map((other) => other.close())); // some are closing already
  await page.bringToFront();
}

// The server's side of front.ts.
export const frontPlugin = {
  name: 'come-to-front',
  async executeCommand({command, payload, session}) {
    if (command !== 'come-to-front') return undefined;
    if (payload?.keepsOthers) {
      await session.browser.getPage?.(session.id)?.bringToFront();
      return true;
    }
    session.browser.takeNewWindow?.();
    const page = session.browser.getPage?.(session.id);
    if (page) await bringToFront(page);
    return true;
  },
};
