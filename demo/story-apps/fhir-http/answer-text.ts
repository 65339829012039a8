import type {FhirResource, OperationOutcome} from 'fhir/r4.js';
import {conceptText, currentName, dayText, nameText, quantityText} from '../../shared/fhir-text.js';

/** One line for what a FHIR server answered to one request of a bundle. */
export function answerText(resource: FhirResource | undefined, outcome: OperationOutcome | undefined): string {
  switch (resource?.resourceType) {
    case 'Bundle':
      return (resource.entry ?? []).map((entry) => answerText(entry.resource, undefined)).join('; ') || 'Nothing found';
    case 'Observation':
      return `${conceptText(resource.code)}: ${quantityText(resource.valueQuantity)}, ${dayText(resource.effectiveDateTime)}`;
    case 'Patient':
      return nameText(currentName(resource));
    default:
      return resource?.resourceType ?? outcomeText(outcome);
  }
}

const outcomeText = ({issue = []}: Partial<OperationOutcome> = {}): string =>
  issue.map(({details, diagnostics}) => details?.text ?? diagnostics ?? '').join('; ');
