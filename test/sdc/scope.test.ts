import {expect} from '@open-wc/testing';
import {SdcHost} from '../../components/sdc/index.js';
import {connectedFrame} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {questionnaire, response} from './support/forms.js';
import {willing} from './support/scripted-renderer.js';

/** What is warned of while a test runs. */
function warnings(): string[] {
  const list: string[] = [];
  const {warn} = console;
  console.warn = (text: string) => list.push(text);
  restore = () => (console.warn = warn);
  return list;
}

let restore = (): void => undefined;

async function hostWith(scope: string | undefined): Promise<{host: SdcHost; errors: string[]; warned: string[]}> {
  const warned = warnings();
  const {frame} = await connectedFrame({scope}, {answers: willing});
  const host = new SdcHost(frame, {questionnaire: questionnaire('a')});
  const errors: string[] = [];
  host.addEventListener('error', ({detail}) => errors.push(detail.error.message));
  await host.updateComplete;
  return {host, errors, warned: warned};
}

describe('SdcHost on a frame whose scope keeps the answers away', () => {
  afterEach(() => restore());

  for (const scope of [undefined, '', 'messaging/ui', 'messaging/sdc.configure', 'messaging/sdcx']) {
    it(`reports it, and warns once: ${scope}`, async () => {
      const {host, errors, warned} = await hostWith(scope);
      await eventually('it is reported', () => errors.length === 1);
      expect(errors[0]).to.include('Add messaging/sdc to the scope');
      expect(warned).to.deep.equal([`<smart-app-frame> ${errors[0]}`]);
      host.dispose();
    });
  }

  it('shows the form and reports it when scope is no text, as frameworks may set it', async () => {
    const {host, errors} = await hostWith(['messaging/sdc'] as unknown as string);
    await eventually('it is reported', () => errors.length === 1);
    expect(await host.updateComplete).to.equal(true);
    host.dispose();
  });

  for (const scope of ['messaging/sdc', 'messaging/*', 'messaging/ui messaging/sdc.ui.changedQuestionnaireResponse']) {
    it(`has nothing to report with ${scope}`, async () => {
      const {errors, warned} = await hostWith(scope);
      expect([errors, warned]).to.deep.equal([[], []]);
    });
  }

  it('is warned of once, whatever the renderer then asks for', async () => {
    const warned = warnings();
    const {frame, app} = await connectedFrame({scope: ''}, {answers: willing});
    const ask = async (): Promise<void> => {
      await app.request('sdc.ui.changedFocus', {linkId: '1'});
      await app.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: response('a', '1')});
    };
    const host = new SdcHost(frame, {questionnaire: questionnaire('a')});
    const errors: string[] = [];
    host.addEventListener('error', ({detail}) => errors.push(detail.error.message));
    await ask();
    await eventually('it is reported', () => errors.length === 1);
    await ask();
    expect(warned).to.have.lengthOf(1);
    host.dispose();
    const {app: other} = await connectedFrame({scope: ''});
    await other.request('sdc.ui.changedFocus', {linkId: '1'});
    await other.request('sdc.ui.changedQuestionnaireResponse', {questionnaireResponse: response('a', '1')});
    await eventually('the next frame is warned of', () => warned.length === 2);
    expect(warned[1]).to.include('sdc.ui.changedFocus was refused: scope lacks messaging/sdc.');
  });

  it('reports it when the scope changes, and when a renderer connects', async () => {
    const {host, errors, warned} = await hostWith('messaging/sdc');
    const frame = document.querySelector('smart-app-frame')!;
    frame.scope = 'messaging/ui';
    await frame.updateComplete;
    await eventually('it is reported', () => errors.length > 0);
    expect(errors).to.have.lengthOf(1);
    frame.scope = 'messaging/sdc';
    await frame.updateComplete;
    frame.scope = undefined;
    await frame.updateComplete;
    expect(errors).to.have.lengthOf(2);
    expect(warned).to.have.lengthOf(1);
    host.dispose();
    frame.scope = 'messaging/sdc';
    await frame.updateComplete;
    frame.scope = undefined;
    await frame.updateComplete;
    expect(errors).to.have.lengthOf(2);
  });
});
