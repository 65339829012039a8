import {expect, fixture, html} from '@open-wc/testing';
import '../../components/define.js';
import type {SmartMessagingContext, SmartMessagingError} from '../../components/index.js';
import {ScriptedEhr} from '../../components/testing/index.js';

async function contextWith(ehr: ScriptedEhr): Promise<SmartMessagingContext> {
  const context = await fixture<SmartMessagingContext>(html`
    <smart-messaging-context
      .messagingHandle=${ehr.messagingHandle}
      .transport=${ehr.transport}
    ></smart-messaging-context>
  `);
  await context.ready;
  return context;
}

describe('the error of a named method that the EHR refuses', () => {
  for (const [code, answer] of [
    ['refused', {status: 'failure', statusDetail: {text: 'Not now.'}}],
    ['invalid-response', {}],
  ] as const) {
    it(`names the request, the time it took and the answer: ${code}`, async () => {
      const ehr = new ScriptedEhr({answers: {'ui.done': answer}});
      const context = await contextWith(ehr);
      const error = await context.ui.done().then(
        () => expect.fail('The EHR refused.'),
        (reason: unknown) => reason as SmartMessagingError,
      );
      expect(error.code).to.equal(code);
      expect(error.messageType).to.equal('ui.done');
      expect(error.messageId).to.equal(ehr.requests[0]?.messageId);
      expect(error.elapsed).to.be.at.least(0);
      expect(error.payload).to.deep.equal(answer);
    });
  }
});
