import {setTimeout as pause} from 'node:timers/promises';
import {evaluate, openTab} from './tab.mjs';

const longest = 60_000;

/** A contender's EHR page in a fresh tab, and what the measures do with it. */
export async function openBenchPage({browser, servers, reports}, contender) {
  const tab = await openTab(browser, `${servers.ehrOrigin}/${contender.id}.html`);

  const appUrl = (plan, id) => {
    const url = new URL(`/${contender.id}.html`, servers.appOrigin);
    url.searchParams.set('ehr', servers.ehrOrigin);
    url.searchParams.set('plan', JSON.stringify(plan));
    url.searchParams.set('id', id);
    return url.href;
  };

  async function inTime(work, stage) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${stage()} took longer than ${longest / 1000} s.`)), longest);
      timer.unref(); // it is not to keep alive what has nothing left to wait for
    });
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      const complaints = await Promise.race([tab.evaluate(() => window.complaints), pause(1000)]).catch(() => {});
      if (complaints?.length > 0) error.message += `\nThe EHR page complained: ${complaints.join('\n')}`;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    tab,
    close: tab.close,
    heap: tab.heap,

    /** Puts an app on the page for each plan, all at once. Resolves with what each has measured. */
    mount(plans) {
      const expected = plans.map((plan) => ({plan, ...reports.expect()}));
      const urls = expected.map(({plan, id}) => appUrl(plan, id));
      let stage = 'Connecting';
      const connected = tab.evaluate((list) => window.bench.mount(list), urls).then(() => (stage = 'Measuring'));
      const all = Promise.all([connected, ...expected.map(({values}) => values)]);
      return inTime(all, () => stage).then(([, ...values]) => values);
    },

    /** Puts an app on the page that runs batches when it is asked to. */
    async open() {
      const {id, values} = reports.expect();
      const connected = tab.evaluate((list) => window.bench.mount(list), [appUrl({measure: 'commanded'}, id)]);
      await inTime(Promise.all([connected, values]), () => 'Connecting');
      const session = await tab.attachToFrame((url) => url.searchParams.get('id') === id);
      return {
        session,
        run: (kind, calls) =>
          inTime(
            evaluate(session, (...call) => window.bench.run(...call), kind, calls),
            () => `A batch of ${kind}`,
          ),
        check: () => evaluate(session, () => window.bench.check()),
      };
    },

    /** Milliseconds until connected, of an app for each plan, one after the other. */
    connectTimes(plans) {
      const urls = plans.map((plan) => appUrl(plan, reports.expect().id));
      const times = tab.evaluate((list) => window.bench.connectTimes(list), urls);
      return inTime(times, () => 'Connecting');
    },
  };
}
