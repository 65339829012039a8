import {SmartMessagingError} from '../protocol/errors.js';

type Working = typeof import('./working.js');

let working: Working | undefined;

/** To be called while what was deployed with this module is still there. */
export const loadWorking = async (): Promise<Working> => (working ??= await import('./working.js'));

/** Reads an answer with what may still be loading. */
export function reading<T>(read: (working: Working, answer: object) => T): (answer: object) => T | Promise<T> {
  return (answer) =>
    working
      ? read(working, answer)
      : loadWorking().then(
          (loaded) => read(loaded, answer),
          (cause: unknown) => {
            throw new SmartMessagingError('unavailable', notLoaded, {payload: answer, cause});
          },
        );
}

const notLoaded = 'What reads the answer could not be loaded. error.payload holds the answer.';
