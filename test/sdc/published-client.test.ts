import {expect} from '@open-wc/testing';
import {SdcHost, type SdcRestore} from '../../components/sdc/index.js';
import {eventually} from '../support/eventually.js';
import {reloadItself, type Launched} from '../support/launches.js';
import {otherSite, remoteIn, sameSite} from '../support/remote.js';
import {questionnaire, response} from './support/forms.js';
import {complaintsOf, launchClient, startClient, stateOf} from './support/published-client.js';

/** The renderer's user types. */
const type = ({app}: Launched, text: string): Promise<void> =>
  app.run((answers) => window.published.client.onQuestionnaireResponseChange(answers as never), response('a', text));

describe('SdcHost with the published sdc-smart-web-messaging-client, unchanged (section 8)', () => {
  for (const origin of [sameSite, otherSite]) {
    it(`shows a form, hears what is typed and extracts, ${origin === sameSite ? 'on the same site' : 'on another site'}`, async () => {
      const launched = await launchClient({}, origin);
      const context = {subject: {reference: 'Patient/1'}};
      const host = new SdcHost(launched.frame, {
        questionnaire: questionnaire('a'),
        context,
        terminologyServer: 'https://tx.example.org/fhir',
      });
      expect(await host.updateComplete).to.equal(true);
      const state = await stateOf(launched.app);
      expect([state.questionnaire, state.context, state.config]).to.deep.equal([
        questionnaire('a'),
        context,
        {terminologyServer: 'https://tx.example.org/fhir'},
      ]);
      await type(launched, 'typed');
      await eventually('it is told', () => host.questionnaireResponse !== undefined);
      expect(host.questionnaireResponse).to.deep.equal(response('a', 'typed'));
      expect(await host.requestCurrentQuestionnaireResponse()).to.deep.equal(response('a', 'typed'));
      expect((await host.requestExtract()).resources).to.deep.equal([{resourceType: 'Observation'}]);
      expect(await complaintsOf(launched.app)).to.deep.equal([]);
    });
  }

  for (const who of ['the host', 'the renderer']) {
    it(`shows what was typed again after a reload by ${who}`, async () => {
      const launched = await launchClient();
      const {frame} = launched;
      const host = new SdcHost(frame, {questionnaire: questionnaire('a')});
      const restores: SdcRestore[] = [];
      host.addEventListener('restore', ({detail}) => restores.push(detail));
      await host.updateComplete;
      await type(launched, 'typed');
      await eventually('it is told', () => host.questionnaireResponse !== undefined);
      let {app} = launched;
      if (who === 'the host') {
        frame.reload();
        app = await remoteIn(frame, sameSite);
      } else {
        await reloadItself(app);
      }
      await startClient(app);
      await eventually('it is restored', () => restores.length === 1);
      expect(restores[0]?.restored).to.equal(true);
      expect((await stateOf(app)).questionnaireResponse).to.deep.equal(response('a', 'typed'));
      expect(await complaintsOf(app)).to.deep.equal([]);
    });
  }
});
