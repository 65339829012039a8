import {expect} from '@open-wc/testing';
import {SdcHost, type SdcRestore, type SdcRenderer} from '../../components/sdc/index.js';
import {eventually} from '../support/eventually.js';
import {launch, launchAttributes, onBothWays, reloadItself} from '../support/launches.js';
import {kitModule, otherSite, sdcModule, type Remote} from '../support/remote.js';
import {questionnaire, response} from './support/forms.js';

declare global {
  interface Window {
    /** On remote pages: this kit's renderer. */
    formRenderer: SdcRenderer;
  }
}

/** Puts the element on a remote page, with a renderer that is there before it connects. */
const startRenderer = (app: Remote): Promise<void> =>
  app.run(
    async (url, attributes) => {
      const {SdcRenderer} = (await import(url)) as typeof import('../../components/sdc/index.js');
      const element = document.createElement('smart-messaging-context');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      window.formRenderer = new SdcRenderer(element, {
        application: {name: 'Forms'},
        extract: ({questionnaireResponse}) => ({
          extractedResources: questionnaireResponse ? [questionnaireResponse] : [],
        }),
      });
      document.body.append(element);
    },
    sdcModule,
    launchAttributes(),
  );

onBothWays('SdcHost and SdcRenderer in real frames of two sites (section 8)', () => {
  it('show, tell, extract, and bring back what was typed when the renderer reloads', async () => {
    const {frame, app} = await launch({origin: otherSite, page: {kit: kitModule}});
    await startRenderer(app);
    const host = new SdcHost(frame, {questionnaire: questionnaire('a'), context: {subject: {reference: 'Patient/1'}}});
    const restores: SdcRestore[] = [];
    host.addEventListener('restore', ({detail}) => restores.push(detail));
    expect(await host.updateComplete).to.equal(true);
    expect(await app.run(() => [window.formRenderer.questionnaire, window.formRenderer.context])).to.deep.equal([
      questionnaire('a'),
      {subject: {reference: 'Patient/1'}},
    ]);
    await app.run((typed) => window.formRenderer.notifyResponseChanged(typed), response('a', 'typed'));
    await eventually('it is told', () => host.questionnaireResponse !== undefined);
    expect((await host.requestExtract()).resources).to.deep.equal([response('a', 'typed')]);
    await reloadItself(app);
    await startRenderer(app);
    await eventually('it is restored', () => restores.some(({restored}) => restored), 15_000);
    expect(await app.run(() => window.formRenderer.questionnaireResponse)).to.deep.equal(response('a', 'typed'));
  });
});
