/** A FHIR OperationOutcome with one error. */
export const outcome = (code, text) => ({
  resourceType: 'OperationOutcome',
  issue: [{severity: 'error', code, details: {text}}],
});
