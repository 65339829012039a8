// An EHR page with several frames, each of which goes through the same in every cycle.
import './open-timers.js';
import '../../../components/define.ts';
import {answerAll, askAll} from './answers.js';

/** Only with `leak`: what a page must not keep. */
const kept = [];

function makeFrame({src}, place) {
  const frame = document.createElement('smart-app-frame');
  // The limit: a bound that every run comes to, so that what is within it is no growth.
  Object.assign(frame, {
    src: `${src}?id=app-${place}`,
    label: 'Dosing',
    launchMode: 'query',
    limits: {deduplicationIds: 50},
  });
  frame.scope = 'messaging/ui messaging/scratchpad messaging/soak';
  answerAll(frame);
  watch(frame);
  return frame;
}

const connection = (frame) => new Promise((resolve) => frame.addEventListener('smart-connect', resolve, {once: true}));

async function work(frame) {
  const [{done}] = await Promise.all([frame.request('soak.work', {}), askAll(frame)]);
  if (!done) throw new Error('The app did not come to the end of its work.');
}

/** What a frame has told last, for whoever looks for the cause of a failure. */
const facts = new WeakMap();

function watch(frame) {
  const told = [];
  facts.set(frame, told);
  for (const type of ['smart-state-change', 'smart-connect', 'smart-disconnect', 'smart-error']) {
    frame.addEventListener(type, ({detail}) => {
      told.push(
        `${Math.round(performance.now())} ${type} ${detail.state ?? detail.reason ?? detail.error?.code ?? ''}`,
      );
      if (told.length > 12) told.shift();
    });
  }
}

async function explained(frame, what, promise) {
  try {
    return await promise;
  } catch (error) {
    throw new Error([`${what}: ${error.stack ?? error}`, ...facts.get(frame)].join('\n'), {cause: error});
  }
}

function keep(frame) {
  kept.push(frame);
  document.addEventListener('smart-connect', () => frame.state);
}

/** What happens to a frame in each cycle, by its place. Each returns the frame that is there afterwards, connected. */
const fates = [
  async function stays(frame) {
    return frame;
  },
  async function appReloadsItself(frame) {
    const connected = connection(frame);
    // The answer may come later, by its port, than the next document's handshake by the window: then it is not waited for.
    await frame.request('soak.reload', {}).catch(({code}) => {
      if (code !== 'disconnected') throw new Error(`Expected: an answer to soak.reload, not ${code}`);
    });
    await connected;
    return frame;
  },
  async function ehrReloads(frame) {
    const connected = connection(frame);
    frame.reload();
    await connected;
    return frame;
  },
  async function isRemovedAndInsertedAgainAndReplaced(frame, options, place) {
    const again = connection(frame);
    frame.remove();
    document.body.append(frame);
    await again;
    await work(frame);
    const next = makeFrame(options, place);
    const connected = connection(next);
    frame.replaceWith(next);
    if (options.leak) keep(frame);
    await connected;
    return next;
  },
];

window.soak = {
  async start(options) {
    this.options = options;
    this.frames = Array.from({length: options.frames}, (_, place) => makeFrame(options, place));
    const connected = Promise.all(this.frames.map(connection));
    document.body.append(...this.frames);
    await connected;
  },

  async cycle() {
    this.frames = await Promise.all(
      this.frames.map(async (frame, place) => {
        const fate = fates[place % fates.length];
        await explained(frame, `Before ${fate.name}`, work(frame));
        const next = await explained(frame, fate.name, fate(frame, this.options, place));
        await explained(next, `After ${fate.name}`, work(next));
        return next;
      }),
    );
  },
};
