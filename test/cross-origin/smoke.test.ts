import {expect, fixture, html, oneEvent} from '@open-wc/testing';
import '../../components/define.js';
import type {SmartAppFrame} from '../../components/index.js';
import {kitModule, otherSite, sameSite, remoteIn, remotePage} from '../support/remote.js';

for (const origin of [otherSite, sameSite]) {
  it(`connects ${origin}`, async () => {
    const frame = await fixture<SmartAppFrame>(html`<smart-app-frame label="App" scope="messaging/*" messaging-handle="h" src=${remotePage(origin, {kit: kitModule})}></smart-app-frame>`);
    frame.addEventListener('smart-message', (e) => console.log(JSON.stringify(e.detail)));
    const app = await remoteIn(frame, origin);
    const connected = oneEvent(frame, 'smart-connect');
    const r = app.run(async (origin) => {
      document.body.innerHTML = `<smart-messaging-context messaging-handle="h" messaging-origin="${origin}">x</smart-messaging-context>`;
      const context = document.querySelector('smart-messaging-context')!;
      await context.ready;
      const {location} = await context.scratchpad.create({resourceType: 'ServiceRequest'});
      return [location, await context.scratchpad.read(location), await context.ui.done()];
    }, location.origin);
    await connected;
    expect(frame.state).to.equal('connected');
    console.log(JSON.stringify(await r));
    await new Promise((x) => setTimeout(x, 300));
    expect(frame.state).to.equal('closed');
  });
}
