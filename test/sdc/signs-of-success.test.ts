import {expect} from '@open-wc/testing';
import type {SdcResponseChange} from '../../components/sdc/index.js';
import {rejection} from '../support/rejection.js';
import {questionnaire, response} from './support/forms.js';
import {scriptedRenderer} from './support/scripted-renderer.js';

const issue = (severity: string, code = 'exception'): object => ({
  outcome: {resourceType: 'OperationOutcome', issue: [{severity, code}]},
});

const answers: ReadonlyArray<readonly [answer: object, code: string | undefined]> = [
  [{status: 'success'}, undefined],
  [{status: 'done'}, undefined],
  [{status: '200 OK'}, undefined],
  [{status: 200}, undefined],
  [{success: true}, undefined],
  [{$type: 'base'}, undefined],
  [issue('information'), undefined],
  [{questionnaireResponse: response('a', 'shown')}, undefined],
  [{...response('a', 'shown'), status: 'in-progress'}, undefined],
  [{status: 'OK'}, undefined],
  [{status: '204'}, undefined],
  [issue('Warning'), undefined],
  [{status: 'error'}, 'refused'],
  [{status: '2 validation errors'}, 'refused'],
  [{status: 'success is not possible'}, 'refused'],
  [{status: '2000'}, 'refused'],
  [{status: {code: 'ok'}}, 'refused'],
  [{status: ['ok']}, 'refused'],
  [{status: 'success', ...issue('error')}, 'refused'],
  [{status: 200, ...issue('Fatal')}, 'refused'],
  [{status: 'success', ...issue('unheard-of')}, 'refused'],
  [{status: 'success', outcome: {resourceType: 'OperationOutcome', issue: [{code: 'exception'}]}}, 'refused'],
  [{status: 'success', error: {code: 'exception'}}, 'refused'],
  [{status: 'ok', errorMessage: 'No.'}, 'refused'],
  [{status: 'success', success: false}, 'refused'],
  [{success: true, errorMessage: 'No.'}, 'refused'],
  [{resourceType: 'OperationOutcome', issue: [{code: 'exception'}]}, 'refused'],
  [{$type: 'base', errorMessage: 'No.'}, 'refused'],
  [{outcome: {}}, 'invalid-response'],
  [{outcome: {resourceType: 'OperationOutcome', issue: []}}, 'invalid-response'],
  [{resourceType: 'Parameters'}, 'invalid-response'],
  [{questionnaire: 'https://forms.example.org/a'}, 'invalid-response'],
  [{status: '403 Forbidden'}, 'refused'],
  [{status: 500}, 'refused'],
  [{success: false, details: 'No.'}, 'refused'],
  [issue('error'), 'refused'],
  [{$type: 'error', errorMessage: 'Unknown message type'}, 'refused'],
  [{$type: 'error', errorMessage: 'No.', status: 'success'}, 'refused'],
  [{}, 'invalid-response'],
  [{outcome: 'fine'}, 'invalid-response'],
  [{$type: 'other'}, 'invalid-response'],
  [{errorMessage: 'No.'}, 'refused'],
];

describe('SdcHost takes for success what has a known sign of it', () => {
  for (const [answer, code] of answers) {
    it(`${JSON.stringify(answer).slice(0, 90)}: ${code ?? 'success'}`, async () => {
      const {host, app} = await scriptedRenderer({}, {'sdc.displayQuestionnaire': answer});
      const errors: string[] = [];
      const changes: SdcResponseChange[] = [];
      host.addEventListener('error', ({detail}) => errors.push(detail.error.code));
      host.addEventListener('response-change', ({detail}) => changes.push(detail));
      host.questionnaire = questionnaire('a');
      expect(await host.updateComplete).to.equal(!code);
      expect(errors).to.deep.equal(code ? [code] : []);
      await app.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: response('a', 'typed')});
      expect(changes[0]?.stale).to.equal(!!code);
    });
  }

  it('and does not take an error of that kind for extracted resources, or for an agreement to close', async () => {
    const error = {$type: 'error', errorMessage: 'Unknown message type'};
    const {host} = await scriptedRenderer(
      {questionnaire: questionnaire('a')},
      {'sdc.requestExtract': error, 'sdc.requestPrepopulate': {}, 'ui.done': error},
    );
    expect((await rejection(host.requestExtract())).code).to.equal('refused');
    expect((await rejection(host.requestPrepopulate())).code).to.equal('invalid-response');
    expect((await rejection(host.done())).code).to.equal('refused');
  });

  it('and takes an empty list for extracted resources', async () => {
    const {host} = await scriptedRenderer(
      {questionnaire: questionnaire('a')},
      {'sdc.requestExtract': {extractedResources: []}},
    );
    expect(await host.requestExtract()).to.deep.equal({resources: []});
  });
});
