import type {Extension} from '../protocol/fhir.js';
import {randomId} from '../protocol/ids.js';
import {DOCUMENT_EXTENSION, LOADING_EXTENSION} from '../protocol/messages.js';

/** Shared by all copies of the kit that a page may have loaded: it is the document that has the id. */
const key = Symbol.for(DOCUMENT_EXTENSION);
const shared = globalThis as {[key]?: string};

function isLoading(): boolean {
  const entries = (performance as Partial<Performance>).getEntriesByType?.('navigation'); // jsdom has none
  const navigation = entries?.[0] as PerformanceNavigationTiming | undefined;
  return navigation ? navigation.loadEventEnd === 0 : document.readyState !== 'complete';
}

/** By these the EHR's side knows a new document in the same window at once, without waiting for its `load`. */
export function documentExtensions(): Extension[] {
  shared[key] ??= randomId();
  const id = {url: DOCUMENT_EXTENSION, valueString: shared[key]};
  return isLoading() ? [id, {url: LOADING_EXTENSION, valueBoolean: true}] : [id];
}
