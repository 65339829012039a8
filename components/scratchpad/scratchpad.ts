import type {Resource, StoredResource} from '../protocol/fhir.js';
import type {RefusalStatus} from '../protocol/refusals.js';

export interface ScratchpadChange {
  action: 'create' | 'update' | 'delete';
  /** `ResourceType/id`. */
  location: string;
  /** What is there now; absent after a delete. */
  resource?: StoredResource;
  /** What was there before; absent after a create. */
  previous?: StoredResource;
}

/** Tells of one change to a scratchpad, whoever made it. */
export class ScratchpadChangeEvent extends Event {
  readonly detail: ScratchpadChange;

  constructor(detail: ScratchpadChange) {
    super('change');
    this.detail = detail;
  }
}

export type ScratchpadChangeListener = (event: ScratchpadChangeEvent) => void;

/**
 * A store of temporary FHIR resources that EHR and app share (protocol section 4). An EHR may put its own store behind
 * this interface; `MemoryScratchpad` is the one used without it. A method that cannot do what it is asked rejects:
 * with a `ScratchpadError` to choose the answer that the app gets, with anything else for `500 Internal Server Error`.
 */
export interface Scratchpad {
  /** Stores a new resource under an id of the store's own and resolves with it as stored. */
  create<R extends Resource>(resource: R): Promise<StoredResource<R>>;
  /** The resource at a location (`ResourceType/id`), or `undefined`. */
  read(location: string): Promise<StoredResource | undefined>;
  list(): Promise<StoredResource[]>;
  /** Replaces the resource of that type and id. Rejects with status 404 where there is none. */
  update<R extends Resource>(resource: R): Promise<StoredResource<R>>;
  /** Removes the resource at a location. Rejects with status 404 where there is none. */
  delete(location: string): Promise<void>;
  addEventListener(type: 'change', listener: ScratchpadChangeListener, options?: AddEventListenerOptions): void;
  removeEventListener(type: 'change', listener: ScratchpadChangeListener): void;
}

/** Why a scratchpad did not do what it was asked; `status` is the HTTP code that the app is answered with. */
export class ScratchpadError extends Error {
  override readonly name = 'ScratchpadError';
  readonly status: RefusalStatus;

  constructor(status: RefusalStatus, message: string) {
    super(message);
    this.status = status;
  }
}
