import {expect} from '@open-wc/testing';
import {isQuestionnaireResponse, SdcHost, SdcRenderer} from '../../components/sdc/index.js';
import {connectedContext} from '../support/elements.js';
import {launchRaw, handle, type Launched} from '../support/launches.js';
import {otherSite} from '../support/remote.js';
import {questionnaire, response} from './support/forms.js';

/** What somebody may send and nobody can write down: depth 60 would be 10^18 characters. */
type Unwritable = 'shared' | 'bigint';

/** A renderer on another site that takes everything; its handshake, and an answer of its own, may hold what is asked for. */
async function renderer(handshake?: Unwritable): Promise<Launched> {
  const launched = await launchRaw({origin: otherSite});
  await launched.app.run(
    (ehr, messagingHandle, handshake) => {
      addEventListener('message', ({data}: MessageEvent<{messageType?: string; messageId: string}>) => {
        if (!data.messageType) return;
        const payload = {status: 'success'};
        parent.postMessage({messageId: crypto.randomUUID(), responseToMessageId: data.messageId, payload}, ehr);
      });
      let shared: unknown = [];
      for (let depth = 0; depth < 60; depth++) shared = [shared, shared];
      const payload = handshake ? {odd: handshake === 'shared' ? shared : BigInt(1)} : {};
      parent.postMessage({messagingHandle, messageId: 'handshake', messageType: 'status.handshake', payload}, ehr);
    },
    location.origin,
    handle,
    handshake,
  );
  return launched;
}

const tell = ({app}: Launched, what: Unwritable): Promise<string> =>
  app.run(
    async (ehr, messagingHandle, what) => {
      let shared: unknown = [];
      for (let depth = 0; depth < 60; depth++) shared = [shared, shared];
      const messageId = crypto.randomUUID();
      const answer = window.answerTo(messageId);
      const questionnaireResponse = {
        resourceType: 'QuestionnaireResponse',
        item: what === 'shared' ? shared : [BigInt(1)],
      };
      const messageType = 'sdc.ui.changedQuestionnaireResponse';
      parent.postMessage({messagingHandle, messageId, messageType, payload: {questionnaireResponse}}, ehr);
      return ((await answer) as unknown as {data: {payload: {status: string}}}).data.payload.status;
    },
    location.origin,
    handle,
    what,
  );

describe('SdcHost and what cannot be written down', () => {
  for (const what of ['shared', 'bigint'] as const) {
    it(`shows its form to a renderer whose handshake holds it: ${what}`, async () => {
      const {frame} = await renderer(what);
      const host = new SdcHost(frame, {questionnaire: questionnaire('a')});
      expect(await host.updateComplete).to.equal(true);
      host.questionnaire = questionnaire('b');
      expect(await host.updateComplete).to.equal(true);
    });

    it(`refuses answers that hold it, and goes on: ${what}`, async () => {
      const launched = await renderer();
      const host = new SdcHost(launched.frame, {questionnaire: questionnaire('a')});
      expect(await host.updateComplete).to.equal(true);
      expect(await tell(launched, what)).to.equal('error');
      host.questionnaireResponse = response('a', 'of the page');
      expect(await host.updateComplete).to.equal(true);
      expect(host.questionnaireResponse).to.deep.equal(response('a', 'of the page'));
    });
  }

  it('does not count as a response', () => {
    const resource = {resourceType: 'QuestionnaireResponse', item: [new Map()]};
    expect(isQuestionnaireResponse(resource)).to.equal(false);
    expect(isQuestionnaireResponse({...resource, item: []})).to.equal(true);
  });

  it('goes on after what the page itself has set cannot be written down', async () => {
    const {frame} = await renderer();
    const host = new SdcHost(frame, {questionnaire: questionnaire('a')});
    await host.updateComplete;
    const failed = new Promise<void>((resolve) => {
      const listen = (event: PromiseRejectionEvent): void => {
        event.preventDefault();
        event.stopImmediatePropagation();
        removeEventListener('unhandledrejection', listen, true);
        resolve();
      };
      addEventListener('unhandledrejection', listen, true);
    });
    host.configuration = {odd: 1n};
    await failed;
    host.configuration = {odd: 1};
    expect(await host.updateComplete).to.equal(true);
  });
});

describe('SdcRenderer', () => {
  it('keeps no more of a context than its own elements and the latest 256 items', async () => {
    const {context: element, ehr} = await connectedContext();
    const renderer = new SdcRenderer(element, {display: () => undefined});
    for (let number = 0; number < 300; number++) {
      const context = {[`odd${number}`]: 1, launchContext: [{name: `item${number}`}]};
      await ehr.request('sdc.displayQuestionnaire', {questionnaire: questionnaire('a'), context});
    }
    const {launchContext, ...others} = renderer.context;
    expect(launchContext).to.have.lengthOf(256);
    expect(launchContext!.at(-1)).to.deep.equal({name: 'item299'});
    expect(Object.keys(others)).to.deep.equal(['odd299']);
  });
});
