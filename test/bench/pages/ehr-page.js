import {mount} from 'contender';
import {answer} from './payloads.js';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What the benchmark asks of an EHR page, whichever contender it was built with. */
window.bench = {
  /** Puts apps on the page; resolves when the EHR has heard of all of them. */
  async mount(appUrls) {
    await Promise.all(appUrls.map((appUrl) => mount(appUrl, answer).connected));
  },

  /** Milliseconds from putting an app on the page until the EHR has heard of it, one after the other. */
  async connectTimes(appUrls) {
    const times = [];
    for (const appUrl of appUrls) {
      const started = performance.now();
      const {connected, remove} = mount(appUrl, answer);
      await connected;
      times.push(performance.now() - started);
      remove();
      await pause(20); // the frame's end is not to fall into the next one's beginning
    }
    return times;
  },
};
