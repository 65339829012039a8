import {randomBytes} from 'node:crypto';

/** What nobody can guess: 256 random bits, fit for a URL. */
export const randomToken = () => randomBytes(32).toString('base64url');
