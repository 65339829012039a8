import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {Admission} from '../../dist/channel/admission.js';
import {defaultLimits} from '../../dist/channel/types.js';

/** These come before a message is looked at: the window, the transport and the channel see to them. */
const before = ['source', 'origin', 'quarantine'];

test('SECURITY.md lists the checks in the order in which they are made', () => {
  const listed = readFileSync('SECURITY.md', 'utf8')
    .split('| check')[1]
    .split('\n\n')[0]
    .split('\n')
    .slice(2)
    .map((line) => line.split('|')[1].trim());
  const {checks} = new Admission({messagingHandle: 'handle'}, defaultLimits, {});
  assert.deepEqual(listed, [...before, ...Object.keys(checks)]);
});

test('the first check that a request does not pass decides', () => {
  const asked = {messagingHandle: 'guess', messageId: '1', messageType: 'my.thing', payload: []};
  const admission = new Admission({messagingHandle: 'handle', authorize: () => false}, defaultLimits, {
    introduced: () => undefined,
    received: () => undefined,
  });
  const verdictOf = (changes, isTooMuch = false) =>
    admission.admit(admission.toAsked({...asked, ...changes}, '', isTooMuch))?.reason;
  assert.equal(verdictOf({messageId: ''}, true), 'shape');
  assert.equal(verdictOf({}, true), 'limit');
  assert.equal(verdictOf({}), 'handle');
  assert.equal(verdictOf({messagingHandle: 'handle'}), 'scope');
});
