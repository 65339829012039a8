import {expect} from '@open-wc/testing';
import {
  expectBundle,
  expectResource,
  expectResources,
  expectUiSuccess,
  expectWritten,
  isTemporaryRefusal,
  refusalText,
  SmartMessagingError,
  statusCode,
} from '../../components/protocol/index.js';

const outcome = {resourceType: 'OperationOutcome', issue: [{severity: 'error', code: 'invalid', diagnostics: 'Why.'}]};
const order = {resourceType: 'MedicationRequest', id: '1', status: 'draft'};
const problem = {resourceType: 'Condition', id: '2'};
const orderWithoutId = {resourceType: 'MedicationRequest', status: 'draft'};

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof SmartMessagingError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('isTemporaryRefusal', () => {
  const withCode = (code: string): object => ({outcome: {issue: [{severity: 'error', code: 'invalid'}, {code}]}});
  const table: Array<[unknown, boolean]> = [
    [{status: '429 Too Many Requests'}, true],
    [{status: 503}, true],
    [{status: 'failure', statusDetail: {text: '429 Too Many Requests. Send fewer, later.'}}, true],
    [{status: 'failure', statusDetail: {coding: [{code: 'throttled'}]}}, true],
    [{status: 'error', ...withCode('throttled')}, true],
    [withCode('transient'), true],
    [{error: {code: 'throttled'}}, true],
    [{status: 'failure', statusDetail: {text: 'No.', coding: 'throttled'}}, false],
    [{status: '403 Forbidden'}, false],
    [{status: 'error', ...withCode('forbidden')}, false],
    [withCode('exception'), false],
    [{outcome: 'throttled'}, false],
    [{}, false],
    [undefined, false],
    ['429', false],
  ];
  for (const [payload, expected] of table) {
    it(`${JSON.stringify(payload)}: ${expected}`, () => {
      expect(isTemporaryRefusal(payload)).to.equal(expected);
    });
  }
});

describe('statusCode', () => {
  const table: Array<[unknown, number | undefined]> = [
    ['201 Created', 201],
    ['201', 201],
    [' 404 Not Found', 404],
    [201, 201],
    ['Created', undefined],
    ['', undefined],
    [201.5, undefined],
    [NaN, undefined],
    [undefined, undefined],
    [null, undefined],
    [{}, undefined],
    [['201'], undefined],
    [true, undefined],
  ];
  for (const [status, code] of table) {
    it(`of ${JSON.stringify(status)} is ${code}`, () => {
      expect(statusCode(status)).to.equal(code);
    });
  }
});

describe('refusalText', () => {
  const table: Array<[unknown, string | undefined]> = [
    [{statusDetail: {text: 'Detail.'}, outcome}, 'Detail.'],
    [{outcome}, 'Why.'],
    [{outcome: {issue: [{details: {text: 'Details.'}}]}}, 'Details.'],
    [{error: {display: 'Display.'}}, 'Display.'],
    [{success: false, details: 'Older sandbox.'}, 'Older sandbox.'],
    [{status: '404 Not Found'}, '404 Not Found'],
    [{statusDetail: {}, outcome: {issue: []}, error: 'text', details: 7}, undefined],
    [{outcome: {issue: [null]}}, undefined],
    [{outcome: {issue: [{details: null}]}}, undefined],
    [{outcome: 'text'}, undefined],
    [{}, undefined],
    ['text', undefined],
    [undefined, undefined],
  ];
  for (const [payload, text] of table) {
    it(`of ${JSON.stringify(payload)} is ${text}`, () => {
      expect(refusalText(payload)).to.equal(text);
    });
  }
});

describe('expectUiSuccess', () => {
  const table: Array<[object, string]> = [
    [{status: 'success'}, 'accepted'],
    [{success: true}, 'accepted'],
    [{success: true, details: 'ok'}, 'accepted'],
    [{status: '200 OK'}, 'accepted'],
    [{status: 200}, 'accepted'],
    [{status: 'failure'}, 'refused'],
    [{status: 'error'}, 'refused'],
    [{status: '403 Forbidden'}, 'refused'],
    [{status: 403}, 'refused'],
    [{success: false, details: 'no'}, 'refused'],
    [{outcome}, 'refused'],
    [{outcome: 'text'}, 'invalid-response'],
    [{}, 'invalid-response'],
    [{status: 300}, 'invalid-response'],
    [{status: {}}, 'invalid-response'],
    [{success: 'true'}, 'invalid-response'],
  ];
  for (const [payload, code] of table) {
    it(`takes ${JSON.stringify(payload)} for ${code}`, () => {
      expect(codeOf(() => expectUiSuccess('ui.done', payload))).to.equal(code);
    });
  }

  it('gives the answer as it came', () => {
    const answer = {status: 'success', statusDetail: {text: 'x'}};
    expect(expectUiSuccess('ui.done', answer)).to.equal(answer);
  });

  it('throws with type and payload', () => {
    const payload = {status: 'failure'};
    expect(() => expectUiSuccess('ui.done', payload))
      .to.throw(SmartMessagingError)
      .that.includes({messageType: 'ui.done', payload});
  });
});

describe('expectWritten', () => {
  const table: Array<[string, object, string]> = [
    ['create', {status: '201 Created', location: 'Patient/1'}, 'accepted'],
    ['create', {status: '200 OK', location: 'Patient/1'}, 'accepted'],
    ['create', {status: 201, location: 'Patient/1'}, 'accepted'],
    ['create', {success: true, location: 'Patient/1'}, 'accepted'],
    ['create', {status: '201 Created'}, 'invalid-response'],
    ['create', {status: '201 Created', location: ''}, 'invalid-response'],
    ['create', {status: '201 Created', location: 7}, 'invalid-response'],
    ['update', {status: '200 OK'}, 'accepted'],
    ['update', {status: 204}, 'accepted'],
    ['update', {status: '200 OK', outcome}, 'accepted'],
    ['update', {status: '404 Not Found', outcome}, 'refused'],
    ['update', {status: 404}, 'refused'],
    ['update', {status: '500'}, 'refused'],
    ['update', {status: '404 Not Found', success: true}, 'refused'],
    ['update', {status: '404', outcome: 'text'}, 'refused'],
    ['delete', {outcome}, 'refused'],
    ['delete', {success: false, details: 'no'}, 'refused'],
    ['delete', {success: true}, 'accepted'],
    ['delete', {outcome: 'text'}, 'invalid-response'],
    ['delete', {status: 'gone'}, 'invalid-response'],
    ['delete', {}, 'invalid-response'],
  ];
  for (const [type, payload, code] of table) {
    it(`takes ${JSON.stringify(payload)} for ${code} after a ${type}`, () => {
      expect(codeOf(() => expectWritten(`scratchpad.${type}`, payload))).to.equal(code);
    });
  }
});

describe('expectResource', () => {
  const found: Array<[string, object]> = [
    ['as resource', {resource: order}],
    ['as resource with a status beside it', {status: '200 OK', resource: order}],
    ['as resource without an id', {resource: orderWithoutId}],
    ['in an object keyed by location', {scratchpad: {'Condition/2': problem, 'MedicationRequest/1': order}}],
    ['in an object keyed by location without an id', {scratchpad: {'MedicationRequest/1': orderWithoutId}}],
    ['in an array', {scratchpad: [problem, order]}],
    ['in a Bundle', {scratchpad: {resourceType: 'Bundle', entry: [{resource: problem}, {resource: order}]}}],
    ['beside a warning', {resource: order, outcome}],
    ['in the scratchpad beside something else as resource', {resource: problem, scratchpad: [order]}],
  ];
  for (const [name, payload] of found) {
    it(`finds it ${name}`, () => {
      expect(expectResource('MedicationRequest/1', payload)).to.deep.equal(order);
    });
  }

  it('does not change the answer to add an id', () => {
    const payload = {resource: orderWithoutId};
    expectResource('MedicationRequest/1', payload);
    expect(payload.resource).not.to.have.property('id');
  });

  const missing: Array<[object, string]> = [
    [{outcome}, 'refused'],
    [{status: '404 Not Found'}, 'refused'],
    [{status: 404}, 'refused'],
    [{scratchpad: [], status: '410 Gone'}, 'refused'],
    [{status: '500 Internal Server Error'}, 'invalid-response'],
    [{status: '200 OK'}, 'invalid-response'],
    [{}, 'invalid-response'],
    [{resource: null}, 'invalid-response'],
    [{resource: {id: '1'}}, 'invalid-response'],
    [{resource: problem}, 'invalid-response'],
    [{resource: {...order, id: '9'}}, 'invalid-response'],
    [{scratchpad: [problem]}, 'invalid-response'],
    [{scratchpad: {'MedicationRequest/9': order}}, 'invalid-response'],
    [{scratchpad: {'MedicationRequest/1': 'text'}}, 'invalid-response'],
    [{scratchpad: 'text'}, 'invalid-response'],
    [{outcome: 'text'}, 'invalid-response'],
    [{outcome: []}, 'invalid-response'],
  ];
  for (const [payload, code] of missing) {
    it(`takes ${JSON.stringify(payload)} for ${code}`, () => {
      expect(codeOf(() => expectResource('MedicationRequest/1', payload))).to.equal(code);
    });
  }
});

describe('expectResources', () => {
  const read: Array<[string, object, object[]]> = [
    ['an array', {scratchpad: [order, problem]}, [order, problem]],
    ['an empty array', {scratchpad: []}, []],
    ['an array with what is no resource', {scratchpad: [order, null, 'text', {}, 7]}, [order]],
    [
      'an object keyed by location',
      {scratchpad: {'MedicationRequest/1': order, 'Condition/2': problem}},
      [order, problem],
    ],
    ['an object keyed by location without ids', {scratchpad: {'MedicationRequest/1': orderWithoutId}}, [order]],
    ['an empty object', {scratchpad: {}}, []],
    ['a Bundle', {scratchpad: {resourceType: 'Bundle', entry: [{resource: order}, {}, null]}}, [order]],
    ['a Bundle without entries', {scratchpad: {resourceType: 'Bundle'}}, []],
    ['an array with a status beside it', {status: '200 OK', scratchpad: [order]}, [order]],
    ['an array with a warning beside it', {outcome, scratchpad: [order]}, [order]],
    ['no property at all', {}, []],
  ];
  for (const [name, payload, resources] of read) {
    it(`reads ${name}`, () => {
      expect(expectResources(payload)).to.deep.equal(resources);
    });
  }

  const missing: Array<[object, string]> = [
    [{outcome}, 'refused'],
    [{status: '403 Forbidden'}, 'refused'],
    [{success: false}, 'refused'],
    [{status: '200 OK'}, 'invalid-response'],
    [{scratchpad: null}, 'invalid-response'],
    [{scratchpad: 'text'}, 'invalid-response'],
    [{resource: order}, 'invalid-response'],
    [{outcome: 'text'}, 'invalid-response'],
  ];
  for (const [payload, code] of missing) {
    it(`takes ${JSON.stringify(payload)} for ${code}`, () => {
      expect(codeOf(() => expectResources(payload))).to.equal(code);
    });
  }
});

describe('expectBundle', () => {
  it('gives the Bundle, also beside an outcome', () => {
    const bundle = {resourceType: 'Bundle', type: 'batch-response'};
    expect(expectBundle({bundle})).to.equal(bundle);
    expect(expectBundle({bundle, outcome})).to.equal(bundle);
  });

  const missing: Array<[object, string]> = [
    [{outcome}, 'refused'],
    [{bundle: order, outcome}, 'refused'],
    [{bundle: order}, 'invalid-response'],
    [{bundle: []}, 'invalid-response'],
    [{outcome: 'text'}, 'invalid-response'],
    [{}, 'invalid-response'],
  ];
  for (const [payload, code] of missing) {
    it(`takes ${JSON.stringify(payload)} for ${code}`, () => {
      expect(codeOf(() => expectBundle(payload))).to.equal(code);
    });
  }
});
