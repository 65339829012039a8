import {eventually} from './eventually.js';
import {handle, plainFrame, type RawAnswer, type RawRequest} from './launches.js';
import {kitModule, sameSite, type Remote} from './remote.js';

export type Answer = (request: RawRequest) => object | void;
export type Answers = Record<string, object | Answer>;

/** An EHR as the specification describes it, written by hand on the test's page: a plain iframe and `postMessage`. */
export class RawEhr {
  readonly app: Remote;
  /** What the app has posted, exactly so. */
  readonly received: unknown[] = [];
  /** Payloads by message type; what is not named is not answered. */
  readonly answers: Answers;

  constructor(app: Remote, answers: Answers) {
    this.app = app;
    this.answers = answers;
    const listen = ({source, origin, data}: MessageEvent<unknown>): void => {
      if (app.window.closed) removeEventListener('message', listen);
      if (source !== app.window || origin !== app.origin) return;
      this.received.push(data);
      this.#answer(data as RawRequest);
    };
    addEventListener('message', listen);
  }

  post(message: unknown): void {
    this.app.window.postMessage(message, this.app.origin);
  }

  /** Asks the app and resolves with the last answer, exactly so. */
  async ask(messageType: string, payload: object = {}): Promise<RawAnswer> {
    const messageId = crypto.randomUUID();
    this.post({messagingHandle: handle, messageId, messageType, payload});
    const find = (): RawAnswer | undefined =>
      (this.received as RawAnswer[]).find(
        (answer) => answer.responseToMessageId === messageId && !answer.additionalResponsesExpected,
      );
    await eventually(`the app answers ${messageType}`, find);
    return find()!;
  }

  /** Requests of a type that the app has made. */
  requests(messageType: string): RawRequest[] {
    return (this.received as RawRequest[]).filter((data) => data.messageType === messageType);
  }

  #answer(request: RawRequest): void {
    const answer = this.answers[request.messageType];
    const payload: object | void = typeof answer === 'function' ? (answer as Answer)(request) : answer;
    if (payload) this.post({messageId: crypto.randomUUID(), responseToMessageId: request.messageId, payload});
  }
}

export const shakesHands: Answers = {'status.handshake': {}};

/** A hand-written EHR around a page with the kit, where nothing has been mounted yet. */
export async function rawEhr(answers: Answers = shakesHands, page: Record<string, string> = {}): Promise<RawEhr> {
  return new RawEhr(await plainFrame(sameSite, {kit: kitModule, ...page}), answers);
}
