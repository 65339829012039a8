import {createHash, timingSafeEqual} from 'node:crypto';

/** Of 32 bytes in base64url, as SHA-256 gives them (RFC 7636). */
export const isChallenge = (text) => /^[\w-]{43}$/.test(text ?? '');

/** Whether a code verifier is the one that the S256 challenge was made of. */
export function verifies(verifier, challenge) {
  if (!/^[\w.~-]{43,128}$/.test(verifier ?? '')) return false;
  const digest = createHash('sha256').update(verifier).digest('base64url');
  return timingSafeEqual(Buffer.from(digest), Buffer.from(challenge));
}
