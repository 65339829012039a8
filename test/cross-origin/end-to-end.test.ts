import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {iframeIn, once, reach, record} from '../support/elements.js';
import {launch, launchAttributes, launchKit, mountContext, onBothWays} from '../support/launches.js';
import {kitModule, otherSite, sameSite} from '../support/remote.js';

/** What an EHR adds to its answer where it sends a port with it. */
const offer = ({messagePort}: SmartAppFrame): object =>
  messagePort === 'auto'
    ? {extension: [{url: 'urn:smart-web-messaging-elements:message-port', valueBoolean: true}]}
    : {};

for (const [site, origin] of [
  ['another site', otherSite],
  ['another origin of the same site', sameSite],
] as const) {
  onBothWays(`kit against kit, the app on ${site}`, () => {
    it('connects both sides and tells each what the other one said of itself (SWM-10, SWM-13)', async () => {
      const {frame, app} = await launch({
        origin,
        page: {kit: kitModule},
        frame: {handshakePayload: {application: {name: 'EHR'}, fhirVersion: '4.0.1'}},
      });
      const connect = once(frame, 'smart-connect');
      const handshakePayload = {application: {name: 'Dosing'}, capabilities: {extraction: true}};
      await mountContext(app, launchAttributes(), {handshakePayload});
      await app.run(() => window.app.ready);
      const {detail} = await connect;
      expect(detail.origin).to.equal(origin);
      await reach(frame, 'connected');
      expect(frame.peerHandshake).to.deep.include({application: {name: 'Dosing'}, capabilities: {extraction: true}});
      expect(await app.run(() => [window.app.state, window.app.peerHandshake])).to.deep.equal([
        'connected',
        {application: {name: 'EHR'}, fhirVersion: '4.0.1', ...offer(frame)},
      ]);
    });

    it('carries every scratchpad request and tells the EHR of each change', async () => {
      const {frame, app} = await launchKit({origin});
      const changes = record(frame, 'smart-scratchpad-change');
      const results = await app.run(async () => {
        const {scratchpad} = window.app;
        const {status, location} = await scratchpad.create({
          resourceType: 'ServiceRequest',
          id: 'mine',
          status: 'draft',
        });
        const created = await scratchpad.read(location);
        const updated = await scratchpad.update({...created, status: 'active'});
        const all = await scratchpad.read();
        const deleted = await scratchpad.delete(location);
        return {status, location, created, updated, all, deleted, rest: await scratchpad.read()};
      });
      const id = results.location.split('/')[1];
      expect(id).not.to.equal('mine');
      expect(results).to.deep.equal({
        status: '201 Created',
        location: `ServiceRequest/${id}`,
        created: {resourceType: 'ServiceRequest', id, status: 'draft'},
        updated: {status: '200 OK'},
        all: [{resourceType: 'ServiceRequest', id, status: 'active'}],
        deleted: {status: '200 OK'},
        rest: [],
      });
      expect(changes.map(({detail}) => detail.action)).to.deep.equal(['create', 'update', 'delete']);
      expect(new Set(changes.map(({detail}) => detail.location))).to.deep.equal(new Set([results.location]));
    });

    it('carries a resource that the EHR put on the scratchpad to the app', async () => {
      const {frame, app} = await launchKit({origin});
      const {id} = await frame.scratchpad.create({resourceType: 'Condition'});
      expect(await app.run((location) => window.app.scratchpad.read(location), `Condition/${id}`)).to.deep.equal({
        resourceType: 'Condition',
        id,
      });
    });

    it('carries ui.launchActivity to the EHR page, which answers it', async () => {
      const {frame, app} = await launchKit({origin});
      const event = once(frame, 'smart-ui-launch-activity');
      frame.addEventListener('smart-ui-launch-activity', (event) =>
        event.respondWith({status: 'success', statusDetail: {text: 'Opened.'}}),
      );
      const answer = await app.run(() =>
        window.app.ui.launchActivity('problem-review', {problemLocation: 'Condition/123'}),
      );
      expect(answer).to.deep.equal({status: 'success', statusDetail: {text: 'Opened.'}});
      expect((await event).detail).to.deep.include({
        messageType: 'ui.launchActivity',
        origin,
        payload: {activityType: 'problem-review', activityParameters: {problemLocation: 'Condition/123'}},
      });
    });

    it('carries the Bundle of fhir.http to the FHIR server and its answer back', async () => {
      const posted: unknown[] = [];
      const fhirFetch: typeof fetch = async (url, init) => {
        posted.push([url, JSON.parse(init?.body as string)]);
        return Response.json({resourceType: 'Bundle', type: 'batch-response', entry: []});
      };
      const {app} = await launchKit({origin, frame: {fhirBaseUrl: 'https://ehr.example.org/fhir', fhirFetch}});
      const bundle = {
        resourceType: 'Bundle',
        type: 'batch',
        entry: [{request: {method: 'GET', url: 'Patient/1'}}],
      } as const;
      const answer = await app.run((bundle) => window.app.fhir.http(bundle), {...bundle, entry: [...bundle.entry]});
      expect(answer).to.deep.equal({resourceType: 'Bundle', type: 'batch-response', entry: []});
      expect(posted).to.deep.equal([['https://ehr.example.org/fhir', bundle]]);
    });

    it('answers ui.done before the document goes', async () => {
      const {frame, app} = await launchKit({origin});
      const disconnect = once(frame, 'smart-disconnect');
      expect(await app.run(() => window.app.ui.done())).to.deep.equal({status: 'success'});
      expect((await disconnect).detail.reason).to.equal('closed');
      await reach(frame, 'closed');
      expect(iframeIn(frame) === null).to.equal(true);
    });

    it('carries partial answers to the app in order (SWM-5)', async () => {
      const {frame, app} = await launchKit({origin});
      frame.addEventListener('smart-request', (event) => {
        if (event.detail.messageType !== 'lab.results') return;
        event.respondWith(
          (async function* () {
            yield {part: 1};
            yield {part: 2};
            return {part: 3};
          })(),
        );
      });
      const parts = await app.run(async () => {
        const parts: object[] = [];
        const last = await window.app.request('lab.results', {}, {onPartial: (part) => parts.push(part)});
        return [...parts, last];
      });
      expect(parts).to.deep.equal([{part: 1}, {part: 2}, {part: 3}]);
    });

    it('carries the EHR’s requests to the app and partial answers back', async () => {
      const {frame, app} = await launchKit({origin});
      await app.run(() => {
        window.app.addEventListener('smart-sdc-display-questionnaire', ((
          event: CustomEvent & {respondWith(v: unknown): void},
        ) =>
          event.respondWith(
            (async function* () {
              yield {progress: 50};
              return {
                status: 'success',
                questionnaire: (event.detail as {payload: {questionnaire: object}}).payload.questionnaire,
              };
            })(),
          )) as EventListener);
      });
      const partials: object[] = [];
      const questionnaire = {resourceType: 'Questionnaire', status: 'draft'} as const;
      const answer = await frame.request(
        'sdc.displayQuestionnaire',
        {questionnaire},
        {onPartial: (part) => partials.push(part)},
      );
      expect([...partials, answer]).to.deep.equal([{progress: 50}, {status: 'success', questionnaire}]);
    });

    it('carries extensions of a payload untouched, both ways (SWM-7)', async () => {
      const {frame, app} = await launchKit({origin});
      const extension = [{url: 'https://ehr.example.org/extra', valueString: 'x'}];
      const payloads: object[] = [];
      frame.addEventListener('smart-request', (event) => {
        payloads.push(event.detail.payload);
        event.respondWith({status: 'success', extension});
      });
      const answer = await app.run((extension) => window.app.request('ui.done', {extension}), extension);
      expect(payloads).to.deep.equal([{extension}]);
      expect(answer).to.deep.equal({status: 'success', extension});
    });
  });
}
