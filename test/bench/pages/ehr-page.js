import {mount} from 'contender';
import {answer} from './payloads.js';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Milliseconds from putting an app on the page until the EHR has heard of it, and until its first request is there. */
async function connectTime(appUrl) {
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  const asked = Promise.withResolvers();
  const {connected, remove} = mount(appUrl, (payload) => {
    asked.resolve(elapsed());
    return answer(payload);
  });
  const [connectedAt, askedAt] = await Promise.all([connected.then(elapsed), asked.promise]);
  remove();
  return {connected: connectedAt, asked: askedAt};
}

/** What the benchmark asks of an EHR page, whichever contender it was built with. */
window.bench = {
  /** Puts apps on the page; resolves when the EHR has heard of all of them. */
  async mount(appUrls) {
    await Promise.all(appUrls.map((appUrl) => mount(appUrl, answer).connected));
  },

  /** The times of apps that come one after the other. */
  async connectTimes(appUrls) {
    const times = [];
    for (const appUrl of appUrls) {
      times.push(await connectTime(appUrl));
      await pause(20); // the frame's end is not to fall into the next one's beginning
    }
    return times;
  },
};
