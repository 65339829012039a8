import {expect} from '@open-wc/testing';
import {refusal, type RefusalStatus} from '../../components/protocol/index.js';

const outcome = (code: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{severity: 'error', code, diagnostics: 'Why.'}],
});

describe('refusal', () => {
  const coding = (code: string) => [{system: 'http://hl7.org/fhir/issue-type', code}];

  it('of ui.* is a failure with a text and an issue code', () => {
    for (const type of ['ui.done', 'ui.launchActivity', 'ui.custom']) {
      expect(refusal(type, 403, 'Why.')).to.deep.equal({
        status: 'failure',
        statusDetail: {coding: coding('forbidden'), text: 'Why.'},
      });
    }
  });

  it('of ui.* past a limit has 429 Too Many Requests in its text', () => {
    expect(refusal('ui.done', 429, 'Why.')).to.deep.equal({
      status: 'failure',
      statusDetail: {coding: coding('throttled'), text: '429 Too Many Requests. Why.'},
    });
  });

  const statuses: Array<[RefusalStatus, string, string]> = [
    [400, '400 Bad Request', 'invalid'],
    [403, '403 Forbidden', 'forbidden'],
    [404, '404 Not Found', 'not-found'],
    [409, '409 Conflict', 'duplicate'],
    [429, '429 Too Many Requests', 'throttled'],
    [500, '500 Internal Server Error', 'exception'],
    [501, '501 Not Implemented', 'not-supported'],
  ];
  for (const [status, text, code] of statuses) {
    it(`of scratchpad writes with ${status} is "${text}" and an outcome of code ${code}`, () => {
      for (const type of ['scratchpad.create', 'scratchpad.update', 'scratchpad.delete']) {
        expect(refusal(type, status, 'Why.')).to.deep.equal({status: text, outcome: outcome(code)});
      }
    });
  }

  it('of sdc.* is an error with an outcome', () => {
    for (const type of ['sdc.configure', 'sdc.ui.changedFocus']) {
      expect(refusal(type, 501, 'Why.')).to.deep.equal({status: 'error', outcome: outcome('not-supported')});
    }
  });

  it('of everything else is an outcome and nothing beside it', () => {
    for (const type of [
      'scratchpad.read',
      'fhir.http',
      'custom.thing',
      'scratchpad.createX',
      'uiX.done',
      'status.other',
    ]) {
      expect(refusal(type, 501, 'Why.')).to.deep.equal({outcome: outcome('not-supported')});
    }
  });

  it('of a handshake is a Coding at error (SWM-11)', () => {
    expect(refusal('status.handshake', 403, 'Why.', 'security')).to.deep.equal({
      error: {system: 'http://hl7.org/fhir/issue-type', code: 'security', display: 'Why.'},
    });
  });

  it('takes another code than the status has', () => {
    expect(refusal('scratchpad.create', 403, 'Why.', 'security')).to.deep.equal({
      status: '403 Forbidden',
      outcome: outcome('security'),
    });
  });
});
