import type {SmartMessagingError} from '../../components/channel/index.js';

/** What a promise rejects with. Fails the test when it resolves. */
export async function rejection<E extends Error = SmartMessagingError>(promise: Promise<unknown>): Promise<E> {
  try {
    await promise;
  } catch (error) {
    return error as E;
  }
  throw new Error('The promise resolved; it should have rejected.');
}

/** The code of what a promise rejects with. */
export const rejectionCode = async (promise: Promise<unknown>): Promise<string> => (await rejection(promise)).code;
