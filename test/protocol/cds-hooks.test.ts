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

  const wrong: unknown[] = [
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
