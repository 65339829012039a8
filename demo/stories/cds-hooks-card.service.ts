import type {CdsHooksAction} from '../../components/protocol/index.js';
import {medicationRequest} from './cds-hooks-card.orders.js';

/** As much of a CDS Hooks card as this chart shows. */
export interface CdsCard {
  summary: string;
  detail: string;
  indicator: 'info' | 'warning' | 'critical';
  source: {label: string};
  suggestions: Array<{label: string; actions: CdsHooksAction[]}>;
  links: Array<{label: string; url: string; type: 'smart' | 'absolute'; appContext?: string}>;
}

/** Stands for a CDS service: what it answers to the hook `order-select`, asked about a draft of naproxen. */
export const orderSelect = (draftLocation: string, advisorUrl: string): {cards: CdsCard[]} => ({
  cards: [
    {
      summary: 'Naproxen can make the duodenal ulcer bleed',
      detail: 'Active duodenal ulcer on the problem list. NSAIDs raise the risk of bleeding about fourfold.',
      indicator: 'warning',
      source: {label: 'Medication safety service'},
      suggestions: [
        {
          label: 'Acetaminophen instead',
          actions: [
            {type: 'delete', description: 'Discard the naproxen', resourceId: draftLocation},
            {
              type: 'create',
              description: 'Draft acetaminophen',
              resource: medicationRequest(
                '198440',
                'Acetaminophen 500 mg tablet',
                'Two tablets up to four times a day',
              ),
            },
          ],
        },
        {
          label: 'Keep naproxen, add omeprazole',
          actions: [
            {
              type: 'create',
              description: 'Draft omeprazole',
              resource: medicationRequest('198051', 'Omeprazole 20 mg capsule', 'One capsule before breakfast'),
            },
          ],
        },
      ],
      links: [
        {
          label: 'Compare pain medicines',
          url: advisorUrl,
          type: 'smart',
          appContext: JSON.stringify({draft: draftLocation}),
        },
      ],
    },
  ],
});
