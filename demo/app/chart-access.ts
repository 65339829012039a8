import type {Bundle, FhirResource} from 'fhir/r4.js';
import type {SmartMessagingContext} from '../../components/smart-messaging-context/smart-messaging-context.js';

/** One answer for each URL: the resource, or why there is none. */
export type Answer = FhirResource | Error;
export type Read = (urls: string[]) => Promise<Answer[]>;

/** A way to the chart. */
export interface Way {
  read: Read;
  /** How data comes on it, for the person who looks at it. */
  name: string;
}

/** How the app gets at the chart, which depends on how it was launched. */
export interface ChartAccess {
  patientId: string;
  /** To who the patient is, and results. */
  patient: Way;
  /** To orders and problems. */
  orders: Way;
}

/** Launched by the page's query: all by messages. The EHR runs one batch for the app, which has no token. */
export function accessByMessages(context: SmartMessagingContext, patientId: string): ChartAccess {
  const way = byMessages(context);
  return {patientId, patient: way, orders: way};
}

export const byMessages = (context: SmartMessagingContext): Way => ({
  name: 'by message through the chart (fhir.http)',
  read: async (urls) => {
    const entry = urls.map((url) => ({request: {method: 'GET', url}}));
    const answer = (await context.fhir.http({resourceType: 'Bundle', type: 'batch', entry})) as Bundle;
    return urls.map((url, index) => {
      const {resource, response} = answer.entry?.[index] ?? {};
      return resource ?? new Error(outcomeText(response?.outcome) ?? `The EHR sent nothing for ${url}.`);
    });
  },
});

/** What the server says is wrong, if this is an OperationOutcome. */
export const outcomeText = (resource: FhirResource | undefined): string | undefined =>
  resource?.resourceType === 'OperationOutcome' ? resource.issue[0]?.details?.text : undefined;
