/**
 * The few FHIR R4 shapes that the protocol itself names. They are structural on purpose: resources typed by
 * `@types/fhir`, `@medplum/fhirtypes` or by hand all fit, and none of those packages becomes a dependency.
 */
export interface Resource {
  resourceType: string;
  id?: string;
}

/** A resource that has been stored: what is read back always has an id (protocol section 4). */
export type StoredResource<R extends Resource = Resource> = R & {id: string};

export interface Extension {
  url: string;
  [value: string]: unknown;
}

export interface Coding {
  system?: string;
  version?: string;
  code?: string;
  display?: string;
  extension?: Extension[];
}

export interface CodeableConcept {
  coding?: Coding[];
  text?: string;
  extension?: Extension[];
}

export interface Bundle extends Resource {
  resourceType: 'Bundle';
  type?: string;
  entry?: Array<{fullUrl?: string; resource?: Resource; request?: object; response?: object}>;
}

/** The codes of FHIR's issue-type value set that this kit writes. */
export type IssueCode =
  | 'invalid'
  | 'security'
  | 'forbidden'
  | 'not-found'
  | 'not-supported'
  | 'duplicate'
  | 'exception'
  | 'transient'
  | 'timeout'
  | 'too-costly'
  | 'throttled';

export interface OperationOutcome extends Resource {
  resourceType: 'OperationOutcome';
  issue: Array<{
    severity: 'fatal' | 'error' | 'warning' | 'information';
    code: string;
    diagnostics?: string;
    details?: CodeableConcept;
  }>;
}

const issueTypeSystem = 'http://hl7.org/fhir/issue-type';

/** An OperationOutcome with one issue. */
export const operationOutcome = (
  code: IssueCode,
  diagnostics: string,
  severity: OperationOutcome['issue'][number]['severity'] = 'error',
): OperationOutcome => ({resourceType: 'OperationOutcome', issue: [{severity, code, diagnostics}]});

/** A CodeableConcept from a text, with codings where there are any. */
export const codeableConcept = (text: string, ...coding: Coding[]): CodeableConcept =>
  coding.length > 0 ? {coding, text} : {text};

/** A Coding of FHIR's issue-type system: a refused handshake carries one as its `error` (SWM-11), other refusals in `statusDetail`. */
export const issueCoding = (code: IssueCode, display?: string): Coding =>
  display === undefined ? {system: issueTypeSystem, code} : {system: issueTypeSystem, code, display};
