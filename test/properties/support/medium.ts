import type {Transport} from '../../../components/channel/index.js';

export const origins = {app: 'https://app.example.org', ehr: 'https://ehr.example.org'};

export type Lanes = 'memory' | 'windows' | 'ports';

/** What a channel's transport has to do, for whoever keeps the record. */
export interface Watch {
  sending: (message: object) => void;
  arriving: (data: unknown) => void;
  renewed: () => void;
}

/** A document in the app's window. Of one that is gone nothing comes any more, and nothing reaches it. */
export interface DocumentEnd {
  /** For the next channel of the document. */
  transport: (watch: Watch) => Transport;
  unload: () => void;
}

/** The app's window on the EHR's page, and what leads there and back. */
export interface Medium {
  /** For the next channel of the EHR's. */
  transport: (watch: Watch) => Transport;
  /** A document that comes after the one before, which has been unloaded. */
  open: () => DocumentEnd;
  /** What is written to them needs turns of the page. */
  hasPorts?: () => boolean;
  close: () => void;
}

export function watched(inner: Transport, {sending, arriving, renewed}: Watch): Transport {
  return {
    send(message, transfer) {
      sending(message);
      inner.send(message, transfer);
    },
    listen(listener, options) {
      const hear: typeof listener = (incoming) => {
        arriving(incoming.data);
        listener(incoming);
      };
      inner.listen(hear, options);
    },
    renew(origin) {
      renewed();
      inner.renew?.(origin);
    },
    offerPort: (name) => inner.offerPort?.(name),
    acceptPort: (port, name) => inner.acceptPort?.(port, name),
    downgrade: () => inner.downgrade?.(),
    pause: (onDropped) => inner.pause?.(onDropped),
  };
}
