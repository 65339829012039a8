import assert from 'node:assert/strict';
import {setTimeout as pause} from 'node:timers/promises';
import {after, afterEach, before, describe, it} from 'node:test';
import {eventually, freeze, resume, startPaused} from './paused.mjs';

const patient = {timeout: 30_000};

let paused;
before(async () => void (paused = await startPaused()));
after(() => paused?.close());
afterEach(() => paused.closeTabs());

async function openConnected(options) {
  const ehr = await paused.open(options);
  await ehr.reach('connected');
  return ehr;
}

async function expectBothWays(ehr) {
  const {answer} = await ehr.outcome(await ehr.ask('app.read', {}, patient)); // for which the app asks the EHR
  assert.deepEqual(answer, {resources: []});
  assert.equal(await ehr.state(), 'connected');
}

describe('an EHR page that somebody leaves and comes back to', {timeout: 60_000}, () => {
  const leaveAndComeBack = async ({page}) => {
    await page.goto(paused.elsewhere);
    await pause(500);
    await page.goBack();
  };

  it('goes on where it was when the browser has kept it', async () => {
    const ehr = await openConnected();
    const asked = await ehr.ask('app.echo', {delay: 300}, patient);
    await leaveAndComeBack(ehr);
    assert.equal(await ehr.page.evaluate(() => window.persisted), true);
    assert.deepEqual((await ehr.outcome(asked)).answer, {delay: 300});
    await expectBothWays(ehr);
    assert.deepEqual(await ehr.facts(), ['connect']);
  });

  it('connects anew when the browser has not', async () => {
    const ehr = await openConnected({ehr: {unload: ''}});
    const src = await ehr.page.evaluate(() => window.frame.src);
    await leaveAndComeBack(ehr);
    assert.equal(await ehr.page.evaluate(() => window.persisted), false);
    await ehr.page.evaluate((address) => window.launch(address), src);
    await ehr.reach('connected');
    await expectBothWays(ehr);
  });
});

describe('an app that goes elsewhere in its frame and comes back', {timeout: 60_000}, () => {
  it('connects anew, and what it had been asked has ended', async () => {
    const ehr = await openConnected();
    const asked = await ehr.ask('app.silence', {}, patient);
    const {page} = ehr;
    const inFrame = (name) =>
      eventually(`${name} is there`, () => page.frames().find((frame) => frame.url().includes(`/${name}.html`)));
    await (await inFrame('paused-app')).evaluate(() => void setTimeout(() => (location.href = 'elsewhere.html')));
    const elsewhere = await inFrame('elsewhere');
    assert.equal((await ehr.outcome(asked)).code, 'disconnected');
    await elsewhere.evaluate(() => void setTimeout(() => window.history.back()));
    await inFrame('paused-app');
    await ehr.reach('connected');
    await expectBothWays(ehr);
    assert.deepEqual(await ehr.facts(), ['connect', 'disconnect: navigation', 'error: disconnected', 'connect']);
  });
});

for (const messagePort of ['auto', 'off']) {
  describe(
    `a page that is frozen, through ${messagePort === 'auto' ? 'a MessagePort' : 'the windows'}`,
    {timeout: 60_000},
    () => {
      it('is still connected afterwards, and gets the answers that it had been waiting for', async () => {
        const ehr = await openConnected({frame: {messagePort}});
        const asked = await ehr.ask('app.echo', {delay: 300}, patient);
        await freeze(ehr);
        await pause(1000);
        assert.equal(await ehr.state(), 'connected');
        await resume(ehr);
        assert.deepEqual((await ehr.outcome(asked)).answer, {delay: 300});
        await expectBothWays(ehr);
        assert.deepEqual(await ehr.facts(), ['connect']);
      });

      it('has those requests time out that nobody has answered', async () => {
        const ehr = await openConnected({frame: {messagePort}});
        const asked = await ehr.ask('app.silence', {}, {timeout: 300});
        await freeze(ehr);
        await pause(1000);
        await resume(ehr);
        const {code, elapsed} = await ehr.outcome(asked);
        assert.equal(code, 'timeout');
        assert.ok(elapsed >= 300, `after ${elapsed} ms`);
        await expectBothWays(ehr);
        assert.deepEqual(await ehr.facts(), ['connect', 'error: timeout']);
      });

      it('takes an answer that came meanwhile for one, though the time for it has passed', async () => {
        const {ehr} = await paused.openWithWindow({messagePort});
        for (let turn = 0; turn < 2; turn++) {
          const asked = await ehr.ask('app.echo', {delay: 300}, {timeout: 1500});
          await freeze(ehr);
          await pause(1800);
          await ehr.cdp.send('Page.setWebLifecycleState', {state: 'active'});
          assert.deepEqual((await ehr.outcome(asked)).answer, {delay: 300});
        }
        assert.deepEqual(await ehr.facts(), ['connect']);
      });

      it('takes an answer for one that came while it was busy, though the time for it has passed', async () => {
        const ehr = await openConnected({frame: {messagePort}});
        const busy = (milliseconds) => {
          const end = performance.now() + milliseconds;
          while (performance.now() < end);
        };
        for (let turn = 0; turn < 2; turn++) {
          const asked = await ehr.ask('app.echo', {delay: 20}, {timeout: 1000});
          await ehr.page.evaluate(busy, 1300);
          assert.deepEqual((await ehr.outcome(asked)).answer, {delay: 20});
        }
        assert.deepEqual(await ehr.facts(), ['connect']);
      });
    },
  );

  describe(
    `an app that is frozen, through ${messagePort === 'auto' ? 'a MessagePort' : 'the windows'}`,
    {timeout: 60_000},
    () => {
      it('stays connected, answers later what it is asked meanwhile, and fails only what has no time left', async () => {
        const {ehr, app} = await paused.openWithWindow({messagePort});
        await ehr.page.bringToFront();
        await freeze(app);
        const patiently = await ehr.ask('app.echo', {delay: 50}, patient);
        const briefly = await ehr.ask('app.echo', {delay: 50}, {timeout: 300});
        const {code, elapsed} = await ehr.outcome(briefly);
        assert.equal(code, 'timeout');
        assert.ok(elapsed >= 300, `after ${elapsed} ms`);
        await pause(500);
        assert.equal(await ehr.state(), 'connected');
        assert.equal(await ehr.outcomeSoFar(patiently), undefined);
        await resume(app);
        assert.deepEqual((await ehr.outcome(patiently)).answer, {delay: 50});
        assert.equal(await ehr.state(), 'connected');
        assert.deepEqual(await ehr.facts(), ['connect', 'error: timeout']);
      });
    },
  );
}

describe('a page that is frozen while it connects', {timeout: 60_000}, () => {
  it('connects when it is resumed, though the time for that has passed', async () => {
    const ehr = await paused.open({frame: {connectTimeout: 2500}, app: {late: '1500'}});
    await ehr.reach('connecting');
    await freeze(ehr);
    await pause(3000);
    assert.equal(await ehr.state(), 'connecting');
    await resume(ehr);
    await ehr.reach('connected');
    await expectBothWays(ehr);
  });
});

describe('a page in the background', {timeout: 60_000}, () => {
  it('asks and answers on', async () => {
    const ehr = await openConnected();
    const other = await paused.openTab(paused.elsewhere);
    await other.bringToFront();
    await eventually('the page is hidden', () => ehr.page.evaluate(() => document.hidden));
    await expectBothWays(ehr);
    await pause(1500);
    await expectBothWays(ehr);
    assert.deepEqual(await ehr.facts(), ['connect']);
  });

  it('connects there', async () => {
    const ehr = await openConnected();
    const other = await paused.openTab(paused.elsewhere);
    await other.bringToFront();
    await eventually('the page is hidden', () => ehr.page.evaluate(() => document.hidden));
    await ehr.page.evaluate(() => window.frame.reload());
    await eventually(
      'it has connected again',
      async () => (await ehr.facts()).filter((fact) => fact === 'connect').length === 2,
    );
    await expectBothWays(ehr);
  });
});
