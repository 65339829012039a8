import {SmartMessagingError} from '../protocol/errors.js';
import type {Transcript} from '../transcript/transcript.js';

/** In bytes. A transcript is read into memory, and so is its text. */
const largestFile = 256 * 1024 * 1024;

/** Offers a transcript to the person in front of the page as a file. */
export function download(transcript: Transcript): void {
  const text = JSON.stringify(transcript, null, 1);
  const url = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
  const link = document.createElement('a');
  link.href = url;
  link.download = `smart-messages${transcript.redacted ? '-redacted' : ''}.json`;
  link.click();
  // The download has read it by then, in every engine.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @throws {SmartMessagingError} `invalid-request` when it is too large, or cannot be read. */
export async function read(file: Blob): Promise<string> {
  if (file.size > largestFile) throw unusable('The file is too large for a transcript. Choose another one.');
  try {
    return await file.text();
  } catch (cause) {
    throw unusable('The file could not be read. Choose it again.', cause);
  }
}

const unusable = (text: string, cause?: unknown): SmartMessagingError =>
  new SmartMessagingError('invalid-request', text, {cause});
