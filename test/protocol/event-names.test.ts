import {expect} from '@open-wc/testing';
import {requestEventName} from '../../components/element/event-names.js';

describe('requestEventName', () => {
  const named: Array<[string, string]> = [
    ['ui.done', 'smart-ui-done'],
    ['ui.launchActivity', 'smart-ui-launch-activity'],
    ['scratchpad.create', 'smart-scratchpad-create'],
    ['scratchpad.read', 'smart-scratchpad-read'],
    ['scratchpad.update', 'smart-scratchpad-update'],
    ['scratchpad.delete', 'smart-scratchpad-delete'],
    ['fhir.http', 'smart-fhir-http'],
    ['sdc.configure', 'smart-sdc-configure'],
    ['sdc.configureContext', 'smart-sdc-configure-context'],
    ['sdc.displayQuestionnaire', 'smart-sdc-display-questionnaire'],
    ['sdc.displayQuestionnaireResponse', 'smart-sdc-display-questionnaire-response'],
    ['sdc.requestCurrentQuestionnaireResponse', 'smart-sdc-request-current-questionnaire-response'],
    ['sdc.requestExtract', 'smart-sdc-request-extract'],
    ['sdc.ui.changedQuestionnaireResponse', 'smart-sdc-ui-changed-questionnaire-response'],
    ['sdc.ui.changedFocus', 'smart-sdc-ui-changed-focus'],
    ['my.thing', 'smart-my-thing'],
    ['my.own.very.longName', 'smart-my-own-very-long-name'],
    ['my.thing2Do', 'smart-my-thing2-do'],
    ['ui.close', 'smart-ui-close'],
    ['status.boardPublish', 'smart-status-board-publish'],
  ];
  for (const [type, name] of named) {
    it(`of ${type} is ${name}`, () => {
      expect(requestEventName(type)).to.equal(name);
    });
  }

  const facts = ['state.change', 'scratchpad.change', 'scratchpad.Change'];
  const oneWord = [
    'connect',
    'disconnect',
    'message',
    'error',
    'response',
    'request',
    'stateChange',
    'scratchpadChange',
    'thing',
  ];
  const collisions = [
    'ui.launch.activity',
    'uiLaunch.activity',
    'sdc.uiChangedFocus',
    'sdc.configure.context',
    'fhir.Http',
    'statusBoard.publish',
    'scratchPad.create',
  ];
  const otherForms = [
    '',
    '.',
    'ui.',
    '.done',
    'ui..done',
    'Ui.done',
    'ui.Done',
    'ui.2do',
    'ui-done',
    'ui.done-now',
    'ui.done now',
    'ui.done\n',
    'my.überthing',
    'https://example.org/type',
    'urn:example.type',
    'ui.do_it',
  ];
  for (const type of [...facts, ...oneWord, ...collisions, ...otherForms]) {
    it(`of ${JSON.stringify(type)} there is none`, () => {
      expect(requestEventName(type)).to.equal(undefined);
    });
  }
});
