// The server's side of front.ts.
export const frontPlugin = {
  name: 'come-to-front',
  async executeCommand({command, session}) {
    if (command !== 'come-to-front') return undefined;
    session.browser.takeNewWindow?.();
    const page = session.browser.getPage?.(session.id);
    if (page) {
      const others = (await page.browser().pages()).filter((other) => other !== page);
      await Promise.allSettled(others.map((other) => other.close())); // some are closing already
      await page.bringToFront();
    }
    return true;
  },
};
