import type {SmartMessagingError} from '../../components/channel/index.js';

/** What a promise rejects with. Fails the test when it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<SmartMessagingError> {
  try {
    await promise;
  } catch (error) {
    return error as SmartMessagingError;
  }
  throw new Error('The promise resolved; it should have rejected.');
}
