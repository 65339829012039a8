import type {MessageReport} from '../channel/types.js';

/** A message that was rejected: why, and where it came from. */
export interface Rejection {
  reason: 'origin' | 'handle' | 'source' | 'shape';
  origin?: string | undefined;
  expected?: readonly string[] | undefined;
}

const telling = ['origin', 'handle', 'source', 'shape'];

/** The rejected message that explains a missing connection best: messages of other protocols explain least. */
export function rejectionIn(
  {reason, origin, expected}: MessageReport,
  before: Rejection | undefined,
): Rejection | undefined {
  if (!reason || !telling.includes(reason) || (reason === 'shape' && before)) return before;
  return {reason: reason as Rejection['reason'], origin, expected};
}
