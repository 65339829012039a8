import {expect, fixture, html} from '@open-wc/testing';
import type {SmartMessagingContext} from '../../components/index.js';
import type {ScriptedEhr} from '../../components/testing/index.js';
import {connectedContext, once, record} from '../support/elements.js';
import {warningsDuring} from '../support/warnings.js';

const order = {resourceType: 'ServiceRequest', status: 'draft'};
const bundle = {resourceType: 'Bundle', type: 'batch'};

/** Command, the button's data, what the EHR is to be asked. */
const commands: Array<[command: string, data: Record<string, string>, type: string, payload: object]> = [
  ['--ui-done', {}, 'ui.done', {}],
  [
    '--ui-launch-activity',
    {activityType: 'problem-review', activityParameters: '{"problemLocation": "Condition/1"}'},
    'ui.launchActivity',
    {activityType: 'problem-review', activityParameters: {problemLocation: 'Condition/1'}},
  ],
  ['--scratchpad-create', {resource: JSON.stringify(order)}, 'scratchpad.create', {resource: order}],
  [
    '--scratchpad-update',
    {resource: JSON.stringify({...order, id: '1'})},
    'scratchpad.update',
    {resource: {...order, id: '1'}},
  ],
  ['--scratchpad-read', {location: 'ServiceRequest/1'}, 'scratchpad.read', {location: 'ServiceRequest/1'}],
  ['--scratchpad-read', {}, 'scratchpad.read', {}],
  ['--scratchpad-delete', {location: 'ServiceRequest/1'}, 'scratchpad.delete', {location: 'ServiceRequest/1'}],
  ['--fhir-http', {bundle: JSON.stringify(bundle)}, 'fhir.http', {bundle}],
];

const answers = {
  'scratchpad.create': {status: '201 Created', location: 'ServiceRequest/1'},
  'scratchpad.update': {status: '200 OK'},
  'scratchpad.read': {resource: {...order, id: '1'}, scratchpad: [{...order, id: '1'}]},
  'scratchpad.delete': {status: '200 OK'},
  'fhir.http': {bundle},
};

const allTypes = commands.map(([, , type]) => type).join(' ');

/** A button within the context's page. */
async function buttonFor(command: string, data: Record<string, string> = {}): Promise<HTMLButtonElement> {
  const button = await fixture<HTMLButtonElement>(html`<button commandfor="ehr" command=${command}>Go</button>`);
  Object.assign(button.dataset, data);
  return button;
}

/** With and without browser support: the fallback's clicks are no mouse clicks, so that the browser does not act as well. */
const ways = {
  'by the browser': (button: HTMLElement): void => button.click(),
  'where the browser does not know commandfor': (button: HTMLElement): void => {
    button.dispatchEvent(new Event('click', {bubbles: true, composed: true, cancelable: true}));
  },
};

for (const [way, click] of Object.entries(ways)) {
  describe(`<smart-messaging-context> command buttons, ${way}`, () => {
    const native = Object.getOwnPropertyDescriptor(HTMLButtonElement.prototype, 'commandForElement');
    let context: SmartMessagingContext;
    let ehr: ScriptedEhr;

    beforeEach(async () => {
      if (click !== ways['by the browser']) {
        delete (HTMLButtonElement.prototype as {commandForElement?: unknown}).commandForElement;
      }
      ({context, ehr} = await connectedContext({id: 'ehr', commands: allTypes}, {answers}));
    });

    afterEach(() => {
      if (native) Object.defineProperty(HTMLButtonElement.prototype, 'commandForElement', native);
    });

    for (const [command, data, type, payload] of commands) {
      it(`${command} with ${JSON.stringify(Object.keys(data))} asks ${type} and tells by smart-response`, async () => {
        const button = await buttonFor(command, data);
        const response = once(context, 'smart-response');
        click(button);
        expect((await response).detail.messageType).to.equal(type);
        expect(ehr.requests.map((request) => [request.messageType, request.payload])).to.deep.equal([[type, payload]]);
      });
    }

    for (const [command, data, code] of [
      ['--ui-launch-activity', {activityType: 'x', activityParameters: '{'}, 'invalid-request'],
      ['--ui-launch-activity', {activityType: 'x'}, 'invalid-request'],
      ['--ui-launch-activity', {activityParameters: '{}'}, 'invalid-request'],
      ['--scratchpad-create', {}, 'invalid-request'],
      ['--scratchpad-create', {resource: '"ServiceRequest"'}, 'invalid-request'],
      ['--scratchpad-update', {resource: 'null'}, 'invalid-request'],
      ['--fhir-http', {bundle: 'Bundle'}, 'invalid-request'],
    ] as const) {
      it(`${command} with ${JSON.stringify(data)} tells by smart-error and asks nothing`, async () => {
        const button = await buttonFor(command, data);
        const error = once(context, 'smart-error');
        click(button);
        expect((await error).detail.error.code).to.equal(code);
        expect(ehr.requests).to.be.empty;
      });
    }

    it('tells by smart-error when the EHR refuses', async () => {
      ehr.answers['ui.done'] = {status: 'failure'};
      const button = await buttonFor('--ui-done');
      const error = once(context, 'smart-error');
      click(button);
      expect((await error).detail.error.code).to.equal('refused');
    });

    it('leaves commands alone that it does not know', async () => {
      const errors = record(context, 'smart-error');
      click(await buttonFor('--print'));
      click(await buttonFor('--ui-done'));
      await once(context, 'smart-response');
      expect(errors).to.be.empty;
      expect(ehr.requests).to.have.lengthOf(1);
    });

    for (const [command, data, type] of commands.filter(([, , type]) => type !== 'ui.done')) {
      it(`${command} with ${JSON.stringify(Object.keys(data))} asks nothing unless ${type} is listed, and warns once`, async () => {
        context.commands = allTypes.replaceAll(type, '');
        const button = await buttonFor(command, data);
        const events = [record(context, 'smart-error'), record(context, 'smart-response')];
        const warnings = await warningsDuring(async () => {
          click(button);
          click(button);
          await context.request('my.thing', {});
        });
        expect(ehr.requests.map(({messageType}) => messageType)).to.deep.equal(['my.thing']);
        expect(events.map((each) => each.length)).to.deep.equal([0, 1]);
        expect(warnings).to.have.lengthOf(1);
        expect(warnings[0]).to.contain(command).and.to.contain(`add ${type} to the attribute commands`);
      });
    }

    for (const commands of [['scratchpad.delete'], 'ui.launchActivity,scratchpad.delete']) {
      it(`takes ${JSON.stringify(commands)} for a list of commands`, async () => {
        context.commands = commands as string;
        const response = once(context, 'smart-response');
        click(await buttonFor('--scratchpad-delete', {location: 'ServiceRequest/1'}));
        await response;
        expect(ehr.requests.map(({messageType}) => messageType)).to.include('scratchpad.delete');
      });
    }

    it('asks nothing when the page has prevented the click and the command', async () => {
      const button = await buttonFor('--scratchpad-delete', {location: 'ServiceRequest/1'});
      context.addEventListener('command', (event) => event.preventDefault(), true);
      button.addEventListener('click', (event) => event.preventDefault());
      click(button);
      await context.request('my.thing', {});
      expect(ehr.requests.map(({messageType}) => messageType)).not.to.include('scratchpad.delete');
    });

    it('without a list only --ui-done works', async () => {
      context.removeAttribute('commands');
      context.commands = undefined;
      for (const [command, data] of commands) click(await buttonFor(command, data));
      await context.request('my.thing', {});
      expect(ehr.requests.map(({messageType}) => messageType)).to.deep.equal(['ui.done', 'my.thing']);
    });

    it('the list is the attribute, and may change at any time', async () => {
      context.commands = undefined;
      const button = await buttonFor('--scratchpad-read');
      context.setAttribute('commands', '\n scratchpad.create\tscratchpad.read ');
      click(button);
      context.setAttribute('commands', 'scratchpad.* scratchpad --scratchpad-read messaging/scratchpad');
      click(button);
      await context.request('my.thing', {});
      expect(ehr.requests.map(({messageType}) => messageType)).to.deep.equal(['scratchpad.read', 'my.thing']);
    });

    it('names an unknown command in the console, once, with those that there are', async () => {
      const button = await buttonFor('--ui-dnoe');
      const warnings = await warningsDuring(() => {
        click(button);
        click(button);
      });
      expect(warnings).to.have.lengthOf(1);
      expect(warnings[0]).to.contain('--ui-dnoe').and.to.contain('--ui-done').and.to.contain('--fhir-http');
    });

    it('asks once for one click', async () => {
      click(await buttonFor('--ui-done'));
      await once(context, 'smart-response');
      await context.request('my.thing', {});
      expect(ehr.requests.map(({messageType}) => messageType)).to.deep.equal(['ui.done', 'my.thing']);
    });

    it('takes no notice of buttons for others, disabled ones, and what is no button', async () => {
      const other = await buttonFor('--ui-done');
      other.setAttribute('commandfor', 'other');
      const disabled = await buttonFor('--ui-done');
      disabled.disabled = true;
      [other, disabled, document.body].forEach(click);
      await context.request('my.thing', {});
      expect(ehr.requests.map(({messageType}) => messageType)).to.deep.equal(['my.thing']);
    });
  });
}

describe('<smart-messaging-context> command buttons without browser support', () => {
  const native = Object.getOwnPropertyDescriptor(HTMLButtonElement.prototype, 'commandForElement');
  const click = ways['where the browser does not know commandfor'];

  beforeEach(() => {
    delete (HTMLButtonElement.prototype as {commandForElement?: unknown}).commandForElement;
  });

  afterEach(() => {
    if (native) Object.defineProperty(HTMLButtonElement.prototype, 'commandForElement', native);
  });

  it('hear clicks on what is inside a button', async () => {
    const {context, ehr} = await connectedContext({id: 'ehr'});
    const button = await buttonFor('--ui-done');
    button.innerHTML = '<b>Done</b>';
    click(button.firstElementChild as HTMLElement);
    await once(context, 'smart-response');
    expect(ehr.requests).to.have.lengthOf(1);
  });

  it('hear nothing any more once the element has left the page', async () => {
    const {context, ehr} = await connectedContext({id: 'ehr'});
    const errors = record(context, 'smart-error');
    const button = await buttonFor('--ui-done');
    context.remove();
    click(button);
    expect(ehr.requests).to.be.empty;
    expect(errors).to.be.empty;
  });
});
