import {expect} from '@open-wc/testing';
import {activityProblem} from '../../components/protocol/index.js';

const launch = (activityType: unknown, activityParameters: unknown): object => ({activityType, activityParameters});

describe('activityProblem', () => {
  const fine: Array<[string, object]> = [
    ['appointment-book with a Bundle', launch('appointment-book', {appointmentLocations: {resourceType: 'Bundle'}})],
    ['order-review with locations', launch('order-review', {draftOrderLocations: ['MedicationRequest/1']})],
    ['order-review with no location', launch('order-review', {draftOrderLocations: []})],
    ['problem-review with a text', launch('problem-review', {problemLocation: 'Condition/1'})],
    ['problem-review with a Reference', launch('problem-review', {problemLocation: {reference: 'Condition/1'}})],
    ['an activity that no catalog names', launch('https://example.org/activity', {})],
    ['an activity named like a property of Object', launch('constructor', {})],
    ['further parameters', launch('problem-review', {problemLocation: 'Condition/1', extension: []})],
  ];
  for (const [name, payload] of fine) {
    it(`finds nothing wrong with ${name}`, () => {
      expect(activityProblem(payload)).to.equal(undefined);
    });
  }

  const wrong: Array<[string, object, string]> = [
    ['no type', launch(undefined, {}), 'activityType'],
    ['an empty type', launch('', {}), 'activityType'],
    ['a type that is no text', launch(7, {}), 'activityType'],
    ['no parameters', launch('custom', undefined), 'activityParameters'],
    ['parameters in an array', launch('custom', []), 'activityParameters'],
    ['parameters in a text', launch('custom', '{}'), 'activityParameters'],
    ['appointment-book without locations', launch('appointment-book', {}), 'appointmentLocations: a Bundle'],
    ['appointment-book with an array', launch('appointment-book', {appointmentLocations: []}), 'a Bundle'],
    [
      'appointment-book with a List',
      launch('appointment-book', {appointmentLocations: {resourceType: 'List'}}),
      'a Bundle',
    ],
    ['order-review without locations', launch('order-review', {}), 'draftOrderLocations: an array of locations'],
    ['order-review with a text', launch('order-review', {draftOrderLocations: 'MedicationRequest/1'}), 'an array'],
    ['order-review with empty texts', launch('order-review', {draftOrderLocations: ['']}), 'an array'],
    ['order-review with objects', launch('order-review', {draftOrderLocations: [{}]}), 'an array'],
    ['problem-review without location', launch('problem-review', {}), 'problemLocation: a reference'],
    ['problem-review with an empty text', launch('problem-review', {problemLocation: ''}), 'a reference'],
    ['problem-review with an empty Reference', launch('problem-review', {problemLocation: {}}), 'a reference'],
  ];
  for (const [name, payload, words] of wrong) {
    it(`tells what is wrong with ${name}`, () => {
      expect(activityProblem(payload)).to.contain(words);
    });
  }
});
