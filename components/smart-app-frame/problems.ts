import {SmartMessagingError} from '../protocol/errors.js';
import {blockedText} from './frame-policy.js';

/** Why there is no app; also the name of the slot that replaces the text. */
export type ProblemName = 'failed' | 'blocked' | 'lost' | 'ended' | 'expired' | 'flood';

export interface Problem {
  name: ProblemName;
  /** For the person in front of the page. */
  text: (name: string) => string;
  /** For the page's developers. Without one nothing went wrong. */
  error?: () => SmartMessagingError;
  /** No developer made a mistake: the console is silent. */
  isExpected?: boolean;
}

const unavailable = (text: string) => (): SmartMessagingError => new SmartMessagingError('unavailable', text);

const failed = (error: () => SmartMessagingError): Problem => ({
  name: 'failed',
  text: (name) => `${name} could not be opened.`,
  error,
});

export const problems = {
  blocked: {
    name: 'blocked',
    text: (name) => `The browser blocked the window of ${name}. Allow pop-ups for this page and try again.`,
    error: unavailable('The browser opened no window. Call open() from a click, and ask for pop-ups to be allowed.'),
  },
  lost: {
    name: 'lost',
    text: (name) => `The window of ${name} was closed, or its site cut it off from this page, before it connected.`,
    error: unavailable(
      'The window was closed or cut off before it connected. If it is still open, have its pages send ' +
        'Cross-Origin-Opener-Policy: unsafe-none.',
    ),
  },
  // Nothing shows which of the two it was: most windows are closed by whoever has finished.
  ended: {
    name: 'ended',
    text: (name) => `${name} is no longer connected: its window was closed, or its site cut it off from this page.`,
  },
  expired: {
    name: 'expired',
    text: (name) => `${name} was closed: its session is over.`,
    error: unavailable('The handle is older than handle-lifetime. reload() launches the app with a new one.'),
    isExpected: true,
  },
  flood: {
    name: 'flood',
    text: (name) => `${name} was closed: it kept the page busy with messages without end.`,
    error: () =>
      new SmartMessagingError(
        'limit',
        'The app went on sending in quarantine. Tell its developers; reload() tries again.',
      ),
  },
  framePolicy: (origin: string): Problem => failed(unavailable(blockedText(origin))),
  invalid: (error: SmartMessagingError): Problem => failed(() => error),
} satisfies Record<string, Problem | ((detail: never) => Problem)>;
