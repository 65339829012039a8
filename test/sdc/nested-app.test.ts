import {expect} from '@open-wc/testing';
import type {SdcRenderer} from '../../components/sdc/index.js';
import {SdcHost} from '../../components/sdc/index.js';
import {launch, launchAttributes, type RawAnswer} from '../support/launches.js';
import {kitModule, otherSite, remotePage, sameSite, sdcModule, type Remote} from '../support/remote.js';
import {questionnaire, response} from './support/forms.js';

declare global {
  interface Window {
    /** On remote pages: this kit's renderer, wrapped around a frame with another app. */
    outerRenderer: SdcRenderer;
    /** On remote pages: asks for something out of the app in the inner frame. */
    askFromInside: (messageType: string, payload: object) => Promise<RawAnswer>;
  }
}

/** Puts a renderer on a remote page, and within its element a frame with an app of a third origin. */
const nest = (app: Remote, inShadow: boolean): Promise<void> =>
  app.run(
    async (url, attributes, inShadow, src) => {
      const {SdcRenderer} = (await import(url)) as typeof import('../../components/sdc/index.js');
      const element = document.createElement('smart-messaging-context');
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      window.outerRenderer = new SdcRenderer(element);
      const frame = document.createElement('smart-app-frame');
      Object.assign(frame, {src, label: 'Inner', scope: 'messaging/*', messagingHandle: 'inner'});
      const place = element.appendChild(document.createElement('div'));
      (inShadow ? place.attachShadow({mode: 'open'}) : place).append(frame);
      const ready = new Promise<void>((resolve) =>
        addEventListener('message', ({data}: MessageEvent<{remoteReady?: boolean}>) => data.remoteReady && resolve()),
      );
      document.body.append(element);
      await ready;
      const inner = frame.shadowRoot!.querySelector('iframe')!.contentWindow!;
      let count = 0;
      window.askFromInside = (messageType, payload) =>
        new Promise((resolve) => {
          const id = ++count;
          const ask = async (middle: string, message: {messageId: string}): Promise<unknown> => {
            const answer = window.answerTo(message.messageId);
            parent.postMessage(message, middle);
            return (await answer).data;
          };
          addEventListener('message', ({data}: MessageEvent<{remoteReply?: {id: number; value: RawAnswer}}>) => {
            if (data.remoteReply?.id === id) resolve(data.remoteReply.value);
          });
          const message = {messagingHandle: 'inner', messageId: `m${count}`, messageType, payload};
          const call = {id, source: ask.toString(), parameters: [location.origin, message]};
          inner.postMessage({remoteCall: call}, new URL(src).origin);
        });
    },
    sdcModule,
    launchAttributes(),
    inShadow,
    remotePage(sameSite),
  );

describe('an app within an app that shows a form', () => {
  for (const inShadow of [false, true]) {
    it(`gets nothing of the outer form and changes nothing of it${inShadow ? ', from within a shadow tree' : ''}`, async () => {
      const {frame, app} = await launch({origin: otherSite, page: {kit: kitModule}});
      await nest(app, inShadow);
      const host = new SdcHost(frame, {
        questionnaire: questionnaire('a'),
        questionnaireResponse: response('a', 'of the outer form'),
        context: {subject: {reference: 'Patient/1'}},
        dataServer: 'https://fhir.example.org',
      });
      expect(await host.updateComplete).to.equal(true);
      for (const [messageType, payload] of [
        ['sdc.requestCurrentQuestionnaireResponse', {}],
        ['sdc.configure', {dataServer: 'https://evil.example.org'}],
        ['sdc.configureContext', {context: {subject: {reference: 'Patient/2'}}}],
        ['sdc.displayQuestionnaire', {questionnaire: questionnaire('b')}],
      ] as const) {
        const answer = await app.run((type, payload) => window.askFromInside(type, payload), messageType, payload);
        expect(answer.payload).to.have.nested.property('outcome.issue[0].code', 'not-supported');
        expect(answer.payload).not.to.have.property('questionnaireResponse');
      }
      const held = await app.run(() => {
        const {configuration, context, questionnaire} = window.outerRenderer;
        return {configuration, context, questionnaire};
      });
      expect(held).to.deep.equal({
        configuration: {dataServer: 'https://fhir.example.org'},
        context: {subject: {reference: 'Patient/1'}},
        questionnaire: questionnaire('a'),
      });
      expect(await host.requestCurrentQuestionnaireResponse()).to.deep.equal(response('a', 'of the outer form'));
    });
  }
});
