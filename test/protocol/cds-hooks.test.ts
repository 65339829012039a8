import {expect} from '@open-wc/testing';
import {scratchpadRequest, SmartMessagingError, type CdsHooksAction} from '../../components/protocol/index.js';

const resource = {resourceType: 'ServiceRequest', id: '1'};

describe('scratchpadRequest', () => {
  for (const type of ['create', 'update'] as const) {
    it(`maps ${type} to scratchpad.${type} with its resource`, () => {
      expect(scratchpadRequest({type, description: 'x', resource})).to.deep.equal({
        messageType: `scratchpad.${type}`,
        payload: {resource},
      });
    });
  }

  it('maps delete to scratchpad.delete with the location of its resource', () => {
    expect(scratchpadRequest({type: 'delete', resource})).to.deep.equal({
      messageType: 'scratchpad.delete',
      payload: {location: 'ServiceRequest/1'},
    });
  });

  it('maps delete by the resourceId of CDS Hooks 2', () => {
    expect(scratchpadRequest({type: 'delete', resourceId: 'ServiceRequest/2'}).payload).to.deep.equal({
      location: 'ServiceRequest/2',
    });
  });

  const deletes: Array<[what: string, action: object]> = [
    ['a deprecated delete, whose resource is the reference', {resource: 'ServiceRequest/1'}],
    ['a deprecated delete with an absolute reference', {resource: 'https://ehr.example.org/fhir/ServiceRequest/1'}],
    ['an absolute resourceId', {resourceId: 'https://ehr.example.org/fhir/ServiceRequest/1'}],
    ['an absolute resourceId by http, with a port', {resourceId: 'http://localhost:8080/ServiceRequest/1'}],
    ['a versioned resourceId', {resourceId: 'ServiceRequest/1/_history/2'}],
    ['an absolute and versioned one', {resourceId: 'https://ehr.example.org/fhir/ServiceRequest/1/_history/2'}],
    ['a resourceId, and null for a resource', {resourceId: 'ServiceRequest/1', resource: null, description: null}],
    ['null for a resourceId, and a resource', {resourceId: null, resource}],
    ['null for a resourceId, and a reference', {resourceId: null, resource: 'ServiceRequest/1'}],
    ['an empty resourceId, and a resource', {resourceId: '', resource}],
    ['a Reference for a resource', {resource: {reference: 'ServiceRequest/1', display: 'X-ray'}}],
    ['an empty fragment', {resourceId: 'ServiceRequest/1#'}],
    ['a trailing slash', {resourceId: 'https://ehr.example.org/fhir/ServiceRequest/1/'}],
    ['a scheme in upper case', {resourceId: 'HTTPS://ehr.example.org/fhir/ServiceRequest/1'}],
  ];
  for (const [what, action] of deletes) {
    it(`maps a delete with ${what}`, () => {
      expect(scratchpadRequest({type: 'delete', ...action})).to.deep.equal({
        messageType: 'scratchpad.delete',
        payload: {location: 'ServiceRequest/1'},
      });
    });
  }

  const wrong: unknown[] = [
    null,
    'delete',
    {type: 'delete', resourceId: null, resource: null},
    {type: 'delete', resource: {id: '1'}},
    {type: 'delete', resource: {resourceType: 'ServiceRequest', id: null}},
    {type: 'delete', resource: {resourceType: '../ServiceRequest', id: '1'}},
    {type: 'delete', resource: ['ServiceRequest/1']},
    {type: 'delete', resourceId: 'ServiceRequest'},
    {type: 'delete', resourceId: 'ServiceRequest?patient=1'},
    {type: 'delete', resourceId: 'ServiceRequest/1?x'},
    {type: 'delete', resourceId: '#contained'},
    {type: 'delete', resourceId: 'ServiceRequest/1#contained'},
    {type: 'delete', resourceId: 'ServiceRequest/1//'},
    {type: 'delete', resource: {reference: '#contained'}},
    {type: 'delete', resourceId: 'ServiceRequest', resource},
    {type: 'delete', resourceId: 'urn:uuid:4b4c1a1e-2c7c-4a4f-9a35-0a7d9b3c7f10'},
    {type: 'delete', resourceId: 'javascript:x/ServiceRequest/1'},
    {type: 'delete', resourceId: 7},
    {type: 'create', resource: 'ServiceRequest/1'},
    {type: 'create'},
    {type: 'update', resource: {}},
    {type: 'create', resource: null},
    {type: 'delete'},
    {type: 'delete', resource: {resourceType: 'ServiceRequest'}},
    {type: 'delete', resourceId: ''},
    {type: 'other', resource},
    {},
  ];
  for (const action of wrong) {
    it(`throws invalid-request for ${JSON.stringify(action)}`, () => {
      expect(() => scratchpadRequest(action as CdsHooksAction))
        .to.throw(SmartMessagingError)
        .with.property('code', 'invalid-request');
    });
  }
});
