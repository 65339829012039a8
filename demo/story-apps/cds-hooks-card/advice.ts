import type {CdsHooksAction} from '../../../components/protocol/index.js';
import {medicationRequest} from '../../stories/cds-hooks-card.orders.js';

export interface Alternative {
  name: string;
  stomach: string;
  kidney: string;
  /** What it takes to have this one instead of the draft at a location. */
  actions: (draftLocation: string) => CdsHooksAction[];
}

const insteadOf =
  (code: string, name: string, dosage: string) =>
  (draftLocation: string): CdsHooksAction[] => [
    {type: 'update', resource: {...medicationRequest(code, name, dosage), id: draftLocation.split('/')[1] ?? ''}},
  ];

export const alternatives: Alternative[] = [
  {
    name: 'Acetaminophen',
    stomach: 'low',
    kidney: 'low',
    actions: insteadOf('198440', 'Acetaminophen 500 mg tablet', 'Two tablets up to four times a day'),
  },
  {
    name: 'Celecoxib',
    stomach: 'moderate',
    kidney: 'high',
    actions: insteadOf('205323', 'Celecoxib 200 mg capsule', 'One capsule a day'),
  },
];
