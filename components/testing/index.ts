import type {Reply, ServedRequest} from '../channel/types.js';
import {MemoryScratchpad} from '../scratchpad/memory-scratchpad.js';
import type {Scratchpad} from '../scratchpad/scratchpad.js';
import {scratchpadReply} from '../scratchpad/scratchpad-requests.js';
import {ScriptedPeer} from './scripted-peer.js';

export {createTransportPair} from '../transport/memory-transport.js';
export {ScriptedPeer, type Script, type ScriptedPeerOptions} from './scripted-peer.js';
export {
  replayTranscript,
  type Replay,
  type ReplayedRequest,
  type ReplayOptions,
  type ReplayTarget,
} from './replay-transcript.js';
export type {Transcript, TranscriptMessage, TranscriptSource} from '../transcript/transcript.js';

/**
 * An EHR for the tests of an app: says `success` to `ui.*`, keeps a scratchpad, and answers by the script before that.
 *
 * ```ts
 * const ehr = new ScriptedEhr({answers: {'ui.launchActivity': {status: 'failure'}}});
 * context.messagingHandle = ehr.messagingHandle;
 * context.transport = ehr.transport;
 * ```
 */
export class ScriptedEhr extends ScriptedPeer {
  readonly scratchpad: Scratchpad = new MemoryScratchpad();

  protected override answerUnscripted(request: ServedRequest): Reply {
    if (request.messageType.startsWith('ui.')) return {status: 'success'};
    return scratchpadReply(request, this.scratchpad) ?? super.answerUnscripted(request);
  }
}

/**
 * An app for the tests of an EHR page.
 *
 * ```ts
 * const app = new ScriptedApp();
 * frame.messagingHandle = app.messagingHandle;
 * frame.transport = app.transport;
 * await app.connect();
 * await app.request('ui.done', {});
 * ```
 */
export class ScriptedApp extends ScriptedPeer {}
