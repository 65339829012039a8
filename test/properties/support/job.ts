import type {Reply, ServedRequest} from '../../../components/channel/types.js';
import type {End, Job} from './tracked.js';

/** A handler that does what a test tells it to: at once, later, or piece by piece. */
export function handle(
  end: End,
  {messageId, messageType, payload, signal}: ServedRequest,
): {job: Job; reply: () => Reply} {
  const {number} = payload as {number: number};
  let settle!: {resolve: (value: object) => void; reject: (error: Error) => void};
  const settled = new Promise<object>((resolve, reject) => (settle = {resolve, reject}));
  settled.catch(() => undefined);
  let wake = (): void => undefined;
  const job: Job = {
    end,
    number,
    messageId,
    messageType,
    signal,
    parts: 0,
    state: 'open',
    part: () => {
      if (messageType !== 'custom.stream') return;
      job.parts++;
      wake();
    },
    answer: () => {
      job.state = 'answered';
      settle.resolve({number});
      wake();
    },
    fail: () => {
      job.state = 'failed';
      settle.reject(new Error('A test has made this handler fail.'));
      wake();
    },
  };

  async function* stream(): AsyncGenerator<object, object> {
    for (let part = 0; ;) {
      if (part < job.parts) yield {number, part: ++part};
      else if (job.state !== 'open') return await settled;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  const reply = (): Reply => {
    switch (messageType) {
      case 'custom.stream':
        return stream();
      case 'custom.later':
        return settled;
      case 'custom.throw':
        job.state = 'failed';
        throw new Error('A handler that throws.');
      default:
        job.state = 'answered';
        return {number};
    }
  };
  return {job, reply};
}
