export * from './activities.js';
export * from './answers.js';
export * from './catalog.js';
export * from './cds-hooks.js';
export * from './errors.js';
export * from './fhir.js';
export * from './messages.js';
export {notSupported, refusal, type RefusalStatus} from './refusals.js';
export * from './scopes.js';
