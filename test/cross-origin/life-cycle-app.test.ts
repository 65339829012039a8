import {expect} from '@open-wc/testing';
import {reach} from '../support/elements.js';
import {itWithMoveBefore} from '../support/engine.js';
import {handle, launch, launchKit, mountContext, onBothWays} from '../support/launches.js';
import {kitModule} from '../support/remote.js';

onBothWays('the app’s element', () => {
  it('that is removed fails what is pending, and connects anew when put back', async () => {
    const {frame, app} = await launchKit();
    frame.addEventListener('smart-ui-done', (event) => event.respondWith(new Promise<object>(() => undefined)));
    const outcome = await app.run(async () => {
      const pending = window.app.ui.done().catch(window.codeOf);
      window.app.remove();
      const {state} = window.app;
      document.body.append(window.app);
      await window.app.ready;
      return [await pending, state, await window.app.scratchpad.read()];
    });
    expect(outcome).to.deep.equal(['disconnected', 'closed', []]);
  });

  it('that is mounted twice in one task, or moved, goes on being served', async () => {
    const {frame, app} = await launch({page: {kit: kitModule}});
    await mountContext(app);
    await app.run(() => {
      window.app.remove();
      document.body.append(window.app);
      document.body.prepend(window.app);
    });
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    await reach(frame, 'connected');
  });

  itWithMoveBefore('that is moved with moveBefore() keeps its connection', async () => {
    const {app} = await launchKit();
    const kept = await app.run(async () => {
      const place = document.createElement('div');
      document.body.append(place);
      const pending = window.app.scratchpad.read();
      (place as Element & {moveBefore(node: Node, child: Node | null): void}).moveBefore(window.app, null);
      return [await pending, window.facts.filter(({type}) => type === 'smart-disconnect').length];
    });
    expect(kept).to.deep.equal([[], 0]);
  });

  it('with another handle than before is refused until it has the right one again', async () => {
    const {app} = await launchKit();
    const codes = await app.run(async (handle) => {
      window.app.messagingHandle = 'guessed';
      await window.app.updateComplete;
      const refused = await window.app.ready.catch(window.codeOf);
      window.app.messagingHandle = handle;
      await window.app.updateComplete;
      await window.app.ready;
      return [refused, window.app.state];
    }, handle);
    expect(codes).to.deep.equal(['refused', 'connected']);
  });
});
