// The server's side of throttle.ts.
export const throttlePlugin = {
  name: 'cpu-throttling',
  async executeCommand({command, payload, session}) {
    if (command !== 'cpu-throttling') return undefined;
    await session.browser.getPage(session.id).emulateCPUThrottling(payload.rate);
    return true;
  },
};
