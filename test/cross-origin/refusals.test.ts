import {expect} from '@open-wc/testing';
import {once, record, withUncaughtErrors} from '../support/elements.js';
import {launchKit, onBothWays} from '../support/launches.js';
import type {SmartMessagingError} from '../../components/index.js';

const codeOf = (error: unknown): string => (error as {code: string}).code;

onBothWays('what the EHR refuses, as the app sees it', () => {
  it('rejects the named methods with the code refused where a scope is missing (section 6)', async () => {
    const {app} = await launchKit({frame: {scope: 'messaging/scratchpad'}});
    const outcome = await app.run(async () => {
      const outcomes: unknown[] = [];
      const note = (error: unknown): void => {
        const {name, code, messageType, payload} = error as SmartMessagingError;
        outcomes.push([name, code, messageType, (payload as {status: string}).status]);
      };
      await window.app.ui.done().catch(note);
      await window.app.ui.launchActivity('my-activity', {}).catch(note);
      return outcomes;
    });
    expect(outcome).to.deep.equal([
      ['SmartMessagingError', 'refused', 'ui.done', 'failure'],
      ['SmartMessagingError', 'refused', 'ui.launchActivity', 'failure'],
    ]);
  });

  it('gives each group its own form of refusal (section 6)', async () => {
    const {app} = await launchKit({frame: {scope: ''}});
    const answers = await app.run(async () => {
      const types = ['ui.done', 'scratchpad.create', 'scratchpad.read', 'fhir.http', 'sdc.ui.changedFocus', 'my.thing'];
      return Promise.all(types.map((type) => window.app.request<string, object>(type, {})));
    });
    const [ui, create, read, fhir, sdc, other] = answers as Array<Record<string, unknown>>;
    expect(ui).to.have.all.keys('status', 'statusDetail');
    expect(ui!['status']).to.equal('failure');
    expect(create).to.have.all.keys('status', 'outcome');
    expect(create!['status']).to.equal('403 Forbidden');
    expect(sdc!['status']).to.equal('error');
    for (const payload of [read, fhir, other]) {
      expect(payload).to.have.all.keys('outcome');
      expect(payload!['outcome']).to.have.nested.property('issue[0].code', 'forbidden');
    }
  });

  it('rejects a read of a location where there is nothing with the outcome in its payload', async () => {
    const {app} = await launchKit();
    const failure = await app.run(() =>
      window.app.scratchpad.read('Condition/none').catch((error: unknown) => {
        const {code, payload} = error as {code: string; payload: object};
        return {code, payload};
      }),
    );
    expect(failure).to.have.property('code', 'refused');
    expect(failure).to.have.nested.property('payload.outcome.issue[0].code', 'not-found');
  });

  it('tells the app by smart-error and the EHR by smart-message what was refused', async () => {
    const {frame, app} = await launchKit({frame: {scope: ''}});
    const messages = record(frame, 'smart-message');
    await app.run(() => window.app.ui.done().catch(() => undefined));
    expect(await app.run(() => window.facts.filter(({type}) => type === 'smart-error'))).to.deep.equal([
      {type: 'smart-error', detail: {code: 'refused'}},
    ]);
    expect(messages.map(({detail}) => [detail.direction, detail.outcome, detail.reason])).to.deep.equal([
      ['in', 'rejected', 'scope'],
      ['out', 'sent', undefined],
    ]);
  });

  it('serves what a scope granted in the meantime allows, and no longer what it took away', async () => {
    const {frame, app} = await launchKit({frame: {scope: ''}});
    const read = (): Promise<unknown> => app.run(() => window.app.scratchpad.read().catch(window.codeOf));
    expect(await read()).to.equal('refused');
    frame.scope = 'messaging/scratchpad';
    expect(await read()).to.deep.equal([]);
    frame.scope = 'messaging/ui';
    expect(await read()).to.equal('refused');
  });

  it('answers a request refused by a listener with refuse() as refused', async () => {
    const {frame, app} = await launchKit();
    frame.addEventListener('smart-scratchpad-create', (event) => event.refuse());
    const failure = await app
      .run(() => window.app.scratchpad.create({resourceType: 'Condition'}))
      .then(() => undefined, codeOf);
    expect(failure).to.equal('refused');
    expect(await frame.scratchpad.list()).to.deep.equal([]);
  });

  it('answers a request whose listener failed later as failed, and tells the EHR by smart-error', async () => {
    const {frame, app} = await launchKit();
    const error = once(frame, 'smart-error');
    frame.addEventListener('smart-fhir-http', (event) => event.respondWith(Promise.reject(new Error('no server'))));
    const bundle = {resourceType: 'Bundle', type: 'batch'} as const;
    const uncaught = await withUncaughtErrors(async () => {
      const failure = await app.run((bundle) => window.app.fhir.http(bundle), bundle).then(() => undefined, codeOf);
      expect(failure).to.equal('refused');
    });
    expect((await error).detail.error).to.include({code: 'handler-failed', messageType: 'fhir.http'});
    expect(uncaught.map(String)).to.deep.equal(['Error: no server']);
  });

  it('gives the app a typed error without asking the EHR when a request cannot be sent or is wrong', async () => {
    const {frame, app} = await launchKit();
    const messages = record(frame, 'smart-message');
    const codes = await app.run(async () => {
      const code = window.codeOf;
      return Promise.all([
        window.app.request('my.thing', {callback: () => undefined}).catch(code),
        window.app.ui.launchActivity('problem-review', {} as never).catch(code),
        window.app.request('my.thing', {}, {signal: AbortSignal.abort()}).catch(code),
      ]);
    });
    expect(codes).to.deep.equal(['not-cloneable', 'invalid-request', 'aborted']);
    expect(messages).to.deep.equal([]);
  });

  it('fails a request that nobody answers with timeout, and drops the late answer', async () => {
    const {frame, app} = await launchKit();
    let answer!: (payload: object) => void;
    frame.addEventListener('smart-ui-launch-activity', (event) =>
      event.respondWith(new Promise<object>((resolve) => (answer = resolve))),
    );
    const failure = await app
      .run(() => window.app.ui.launchActivity('my-activity', {}, {timeout: 50}))
      .then(() => undefined, codeOf);
    expect(failure).to.equal('timeout');
    answer({status: 'success'});
    expect(await app.run(() => window.app.scratchpad.read())).to.deep.equal([]);
    const dropped = await app.run(() =>
      window.facts.map(({detail}) => detail as {reason?: string}).filter(({reason}) => reason !== undefined),
    );
    expect(dropped).to.have.length(1);
    expect(dropped[0]).to.include({direction: 'in', outcome: 'rejected', reason: 'unmatched'});
  });
});
