import {expect} from '@open-wc/testing';
import {SdcHost, type QuestionnaireResponse, type SdcRenderer} from '../../components/sdc/index.js';
import {eventually} from '../support/eventually.js';
import {launch, launchAttributes} from '../support/launches.js';
import {kitModule, otherSite, sameSite, sdcModule, type Remote} from '../support/remote.js';
import {healthCheck, healthCheckResponse} from './support/health-check.js';

declare global {
  interface Window {
    /** On remote pages: this kit's renderer of a large form, and the errors that it reported. */
    largeForm: {renderer: SdcRenderer; errors: string[]};
  }
}

const mount = (app: Remote): Promise<void> =>
  app.run(
    async (url, attributes) => {
      const {SdcRenderer} = (await import(url)) as typeof import('../../components/sdc/index.js');
      const element = document.createElement('smart-messaging-context');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      const errors: string[] = [];
      const renderer = new SdcRenderer(element);
      renderer.addEventListener('error', ({detail}) => errors.push(`${detail.error.code}: ${detail.error.message}`));
      window.largeForm = {renderer, errors};
      document.body.append(element);
    },
    sdcModule,
    launchAttributes(),
  );

/** Types for so many milliseconds, five times a second, as a clinician does who does not wait for the EHR. */
const type = (app: Remote, typed: QuestionnaireResponse, milliseconds: number): Promise<number> =>
  app.run(
    async (typed, milliseconds) => {
      const end = performance.now() + milliseconds;
      let change = 0;
      for (; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
        window.largeForm.renderer.notifyResponseChanged(
          {...typed, id: `change-${++change}`},
          {changedLinkIds: ['1.1.1']},
        );
      }
      return change;
    },
    typed,
    milliseconds,
  );

describe('a form of a third of a megabyte, typed for half a minute into a host that takes 100 ms for each change', () => {
  for (const [name, origin] of [
    ['adult-health-check', otherSite],
    ['child-health-check', sameSite],
  ] as const) {
    it(`has its last state at the host: ${name}`, async function () {
      this.timeout(120_000);
      const form = healthCheck(name);
      const typed = healthCheckResponse(form, 0, 'Patient/1');
      expect(JSON.stringify(form).length).to.be.above(300_000);
      expect(JSON.stringify(typed).length).to.be.above(300_000);
      const {frame, app} = await launch({origin, page: {kit: kitModule}});
      await mount(app);
      const host = new SdcHost(frame, {questionnaire: form, context: {subject: {reference: 'Patient/1'}}});
      expect(await host.updateComplete).to.equal(true);
      let stale = 0;
      host.addEventListener('response-change', ({detail}) => {
        if (detail.stale) stale++;
        const end = performance.now() + 100;
        while (performance.now() < end);
      });
      const changes = await type(app, typed, 30_000);
      expect(changes).to.be.above(60);
      await eventually('the last one is here', () => host.questionnaireResponse?.id === `change-${changes}`, 15_000);
      expect(host.questionnaireResponse).to.deep.equal({...typed, id: `change-${changes}`});
      expect(stale).to.equal(0);
      expect(frame.quarantined).to.equal(false);
      expect(await app.run(() => window.largeForm.errors)).to.deep.equal([]);
    });
  }
});
