import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import '../../components/define.js';
import {SdcHost, type SdcHostSettings} from '../../components/sdc/index.js';
import {turn} from '../support/turns.js';
import {check, shareOfEngine} from '../support/properties.js';
import {remoteIn, sameSite} from '../support/remote.js';
import {ClientTransport} from './support/client-transport.js';
import {questionnaire, response} from './support/forms.js';
import {complaintsOf, launchClient, startClient, stateOf} from './support/published-client.js';

type Step =
  | {do: 'set'; settings: SdcHostSettings}
  | {do: 'type'; text: string}
  | {do: 'reload'}
  | {do: 'ask'; what: 'answers' | 'resources'}
  | {do: 'reset'}
  | {do: 'wait'; turns: number};

const name = fc.constantFrom('a', 'b', 'c');
const settings: fc.Arbitrary<SdcHostSettings> = fc.record(
  {
    questionnaire: name.map(questionnaire),
    questionnaireResponse: name.map((text) => response(text, 'given')),
    context: name.map((id) => ({subject: {reference: `Patient/${id}`}})),
    dataServer: name.map((host) => `https://${host}.example.org`),
  },
  {requiredKeys: []},
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 6, arbitrary: fc.record({do: fc.constant('set' as const), settings})},
  {weight: 4, arbitrary: fc.record({do: fc.constant('wait' as const), turns: fc.nat({max: 8})})},
  {weight: 3, arbitrary: fc.record({do: fc.constant('type' as const), text: fc.string({maxLength: 3})})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('reload' as const)})},
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      what: fc.constantFrom('answers' as const, 'resources' as const),
    }),
  },
  {weight: 1, arbitrary: fc.record({do: fc.constant('reset' as const)})},
);
const steps = fc.array(step, {maxLength: 20, size: 'max'});

/** What the published client says when something comes before its time. */
const outOfOrder = (complaints: readonly string[]): string[] =>
  complaints.filter((complaint) => complaint.startsWith('Unexpected'));

const ask = (host: SdcHost, what: 'answers' | 'resources'): void =>
  void (what === 'answers' ? host.requestCurrentQuestionnaireResponse() : host.requestExtract()).catch(() => undefined);

/** As its user does: into a form that is there. */
function type(client: ClientTransport['client'], text: string): void {
  const name = client?.getState().questionnaire?.url?.at(-1);
  if (name) client?.onQuestionnaireResponseChange(response(name, text) as never);
}

describe('the order in which SdcHost tells things', () => {
  it('is right for the published client, whatever is set, typed, asked and reloaded, and however late it answers', async function () {
    this.timeout(120_000);
    await check('order of the SDC messages', {
      runs: 1500 * shareOfEngine,
      input: fc.record({steps, delays: fc.array(fc.nat({max: 6}), {minLength: 1, maxLength: 8})}),
      holds: async ({steps, delays}) => {
        const transport = new ClientTransport(delays);
        const frame = document.createElement('smart-app-frame');
        const {messagingHandle} = transport;
        Object.assign(frame, {label: 'Forms', scope: 'messaging/*', messagingHandle, transport});
        document.body.append(frame);
        const host = new SdcHost(frame);
        try {
          for (const step of steps) {
            if (step.do === 'set') Object.assign(host, step.settings);
            else if (step.do === 'type') type(transport.client, step.text);
            else if (step.do === 'reload') frame.reload();
            else if (step.do === 'ask') ask(host, step.what);
            else if (step.do === 'reset') host.reset();
            else for (let count = 0; count < step.turns; count++) await turn();
          }
          await frame.updateComplete;
          await host.updateComplete;
          await transport.settled();
          expect(outOfOrder(transport.complaints)).to.deep.equal([]);
          const state = transport.client?.getState();
          if (!host.questionnaire) return;
          expect(state?.questionnaire).to.deep.equal(host.questionnaire);
          expect(state?.questionnaireResponse ?? undefined).to.deep.equal(host.questionnaireResponse);
          expect(state?.context ?? undefined).to.deep.equal(host.context);
          expect(state?.config).to.deep.equal(host.dataServer ? {dataServer: host.dataServer} : {});
        } finally {
          host.dispose();
          frame.remove();
        }
      },
    });
  });

  it('is right in real frames, too, on a page that is busy now and then', async function () {
    this.timeout(120_000);
    await check('order of the SDC messages in real frames', {
      runs: 16 * shareOfEngine,
      input: fc.array(step, {minLength: 4, maxLength: 10, size: 'max'}),
      holds: async (steps) => {
        const {frame, app: first} = await launchClient();
        let app = first;
        const host = new SdcHost(frame);
        const complaints: string[] = [];
        try {
          for (const step of steps) {
            if (step.do === 'set') Object.assign(host, step.settings);
            else if (step.do === 'type')
              await app.run((text) => {
                const {client} = window.published;
                const {questionnaire} = client.getState();
                if (!questionnaire) return;
                const item = [{linkId: '1', answer: [{valueString: text}]}];
                client.onQuestionnaireResponseChange({
                  resourceType: 'QuestionnaireResponse',
                  status: 'in-progress',
                  questionnaire: questionnaire.url ?? '',
                  item,
                });
              }, step.text);
            else if (step.do === 'ask') ask(host, step.what);
            else if (step.do === 'reset') host.reset();
            else if (step.do === 'wait')
              void app.run((time) => {
                const end = performance.now() + time;
                while (performance.now() < end);
              }, step.turns * 5);
            else {
              complaints.push(...(await complaintsOf(app)));
              frame.reload();
              app = await remoteIn(frame, sameSite);
              await startClient(app);
            }
          }
          await host.updateComplete;
          complaints.push(...(await complaintsOf(app)));
          expect(outOfOrder(complaints)).to.deep.equal([]);
          if (!host.questionnaire) return;
          expect((await stateOf(app)).questionnaire).to.deep.equal(host.questionnaire);
        } finally {
          host.dispose();
          frame.remove();
        }
      },
    });
  });
});
