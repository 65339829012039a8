import {expect, fixture, html} from '@open-wc/testing';
import '../../components/define.js';
import {SmartMessagingError, type SmartAppFrame, type SmartMessagingContext} from '../../components/index.js';
import {ScriptedApp, ScriptedEhr} from '../../components/testing/index.js';

interface ManifestElement {
  tagName?: string;
  events?: Array<{name: string; type: {text: string}}>;
}

const manifest = (await (await fetch(new URL('../../custom-elements.json', import.meta.url))).json()) as {
  modules: Array<{declarations?: ManifestElement[]}>;
};

function documentedEvents(tagName: string): Record<string, string> {
  const element = manifest.modules
    .flatMap(({declarations = []}) => declarations)
    .find((declaration) => declaration.tagName === tagName);
  return Object.fromEntries(element?.events?.map(({name, type}) => [name, type.text]) ?? []);
}

function recordEvents(element: HTMLElement): Record<string, string> {
  const dispatched: Record<string, string> = {};
  element.addEventListener('smart-message', () => undefined); // else nothing is reported
  const dispatch = element.dispatchEvent.bind(element);
  element.dispatchEvent = (event) => {
    if (event.type.startsWith('smart-')) dispatched[event.type] = event.constructor.name.replace(/^_/, '');
    return dispatch(event);
  };
  return dispatched;
}

const resource = {resourceType: 'ServiceRequest', status: 'draft', intent: 'order', id: '1'};

describe('the events of the custom elements manifest', () => {
  it('are those that <smart-app-frame> dispatches', async () => {
    const app = new ScriptedApp({answers: {'sdc.configure': {status: 'success'}}});
    const frame = await fixture<SmartAppFrame>(
      html`<smart-app-frame label="App" scope="messaging/*"></smart-app-frame>`,
    );
    const dispatched = recordEvents(frame);
    frame.messagingHandle = app.messagingHandle;
    frame.transport = app.transport;
    await app.connect();
    await frame.request('sdc.configure', {});
    await frame.request('', {}).catch((error: unknown) => expect(error).to.be.instanceOf(SmartMessagingError));
    for (const messageType of ['create', 'read', 'update', 'delete']) {
      await app.request(`scratchpad.${messageType}`, {resource, location: 'ServiceRequest/1'});
    }
    await app.request('ui.launchActivity', {activityType: 'urn:example', activityParameters: {}});
    await app.request('ui.changedHeight', {height: 400});
    await app.request('fhir.http', {bundle: {resourceType: 'Bundle', type: 'batch'}});
    await app.request('ui.done', {});
    frame.close();
    expect(dispatched).to.deep.equal(documentedEvents('smart-app-frame'));
  });

  it('are those that <smart-messaging-context> dispatches, but for the requests of the EHR', async () => {
    const ehr = new ScriptedEhr();
    const context = await fixture<SmartMessagingContext>(html`<smart-messaging-context></smart-messaging-context>`);
    const dispatched = recordEvents(context);
    context.messagingHandle = ehr.messagingHandle;
    context.transport = ehr.transport;
    void ehr.connect();
    await context.ready;
    await ehr.request('urn:example:anything', {});
    await context.ui.done();
    await context.scratchpad.read('ServiceRequest/1').catch(() => undefined);
    context.remove();
    expect(dispatched).to.deep.equal(documentedEvents('smart-messaging-context'));
  });
});
