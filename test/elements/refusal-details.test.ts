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

describe('the message of a refusal', () => {
  const outcome = (code: string) => ({resourceType: 'OperationOutcome', issue: [{severity: 'error', code}]});
  const coding = (code: string) => [{system: 'http://hl7.org/fhir/issue-type', code}];

  for (const [what, answer, start] of [
    ['a scope', {status: '403 Forbidden', outcome: outcome('forbidden')}, '403 Forbidden, forbidden: '],
    ['an invalid resource', {status: '400 Bad Request', outcome: outcome('invalid')}, '400 Bad Request, invalid: '],
    ['no handler', {status: '501 Not Implemented', outcome: outcome('not-supported')}, '501 Not Implemented, not-supp'],
    ['a number', {status: 422}, '422: The EHR refused'],
    ['an outcome alone', {outcome: outcome('throttled')}, '429 Too Many Requests, throttled: '],
    ['a code that this kit never writes', {outcome: outcome('business-rule')}, 'business-rule: '],
    [
      'a failure with a code',
      {statusDetail: {coding: coding('forbidden'), text: 'J. Doe'}, status: 'failure'},
      '403 Forbidden, forbidden: ',
    ],
    [
      'words only',
      {status: '404 J. Doe', outcome: {issue: [{code: 'J. Doe', diagnostics: 'J. Doe'}]}},
      '404 Not Found: ',
    ],
    ['nothing that is known', {outcome: {issue: [{code: 'J. Doe'}]}}, 'The EHR refused'],
  ] as const) {
    it(`holds status and code, and nothing else of the answer: ${what}`, async () => {
      const ehr = new ScriptedEhr({answers: {'scratchpad.delete': answer, 'ui.done': answer}});
      const context = await contextWith(ehr);
      const request = 'statusDetail' in answer ? context.ui.done() : context.scratchpad.delete('Task/1');
      const {code, message} = await request.then(
        () => expect.fail('The EHR refused.'),
        (reason: unknown) => reason as SmartMessagingError,
      );
      expect(code).to.equal('refused');
      expect(message.startsWith(start), message).to.equal(true);
      expect(message).not.to.contain('Doe');
    });
  }
});
