import {expect} from '@open-wc/testing';
import {eventually} from '../support/eventually.js';
import {makeExoticValues} from '../support/exotic-values.js';
import {handle, mountContext} from '../support/launches.js';
import {rawEhr, shakesHands} from '../support/raw-ehr.js';

describe('malformed messages of the EHR', () => {
  it('neither stop the app’s side nor are they served', async () => {
    const ehr = await rawEhr(shakesHands);
    await mountContext(ehr.app);
    await ehr.app.run(() => window.app.ready);
    makeExoticValues();
    const values = Object.values(window.exotic);
    for (const value of values) {
      ehr.post(value);
      ehr.post({messagingHandle: handle, messageId: value, messageType: 'my.thing', payload: {}});
      ehr.post({messageId: 'x', responseToMessageId: value, payload: value});
    }
    await ehr.ask('my.thing');
    // Once a second one of them stands for all.
    await eventually('one is reported', () =>
      ehr.app.run(() => window.facts.some(({detail}) => (detail as {reason?: string}).reason === 'shape')),
    );
    expect(await ehr.app.run(() => window.app.state)).to.equal('connected');
  });

  it('in the place of an answer’s payload give a typed error', async () => {
    const ehr = await rawEhr({...shakesHands});
    await mountContext(ehr.app);
    makeExoticValues();
    const values = Object.values(window.exotic);
    ehr.answers['ui.done'] = ({messageId}) =>
      ehr.post({messageId: 'x', responseToMessageId: messageId, payload: values.shift()});
    const codes = await ehr.app.run(async (count) => {
      const codes = new Set<string>();
      for (let index = 0; index < count; index++) {
        codes.add(await window.app.ui.done().then(() => 'fulfilled', window.codeOf));
      }
      return [...codes];
    }, values.length);
    expect(codes).to.deep.equal(['invalid-response']);
  });
});
