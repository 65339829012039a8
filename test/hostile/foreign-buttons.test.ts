import {expect, fixture, html} from '@open-wc/testing';
import type {SmartMessagingContext} from '../../components/index.js';
import {loadCommands} from '../../components/smart-messaging-context/command-buttons.js';
import type {ScriptedEhr} from '../../components/testing/index.js';
import {connectedContext} from '../support/elements.js';
import {warningsDuring} from '../support/warnings.js';

const attack = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [{request: {method: 'DELETE', url: 'AllergyIntolerance/1'}}],
};
const json = (value: object): string => JSON.stringify(value).replaceAll('"', '&quot;');

/** What DOMPurify leaves of a narrative with these buttons: all of it (test/vitest sanitizes the same with DOMPurify itself). */
const sanitized = `
  <div>
    <p>Lab report, see below.</p>
    <button data-bundle="${json(attack)}" command="--fhir-http" commandfor="ehr">Show all</button>
    <button data-resource="${json({resourceType: 'MedicationRequest'})}" command="--scratchpad-create" commandfor="ehr">Next</button>
    <button data-location="ServiceRequest/1" command="--scratchpad-delete" commandfor="ehr"><b>Previous</b></button>
    <button data-activity-type="order-review" data-activity-parameters="{}" command="--ui-launch-activity" commandfor="ehr">
      More
    </button>
    <button data-resource="{}" command="--scratchpad-update" commandfor="ehr">Less</button>
    <button command="--scratchpad-read" commandfor="ehr">Print</button>
  </div>
`;

const ways = {
  'by the browser': (button: HTMLElement): void => button.click(),
  'where the browser does not support commandfor': (button: HTMLElement): void => {
    button.dispatchEvent(new Event('click', {bubbles: true, composed: true, cancelable: true}));
  },
};

for (const [way, click] of Object.entries(ways)) {
  describe(`buttons in sanitised HTML of others, clicked, ${way}`, () => {
    const native = Object.getOwnPropertyDescriptor(HTMLButtonElement.prototype, 'commandForElement');
    let context: SmartMessagingContext;
    let ehr: ScriptedEhr;

    before(loadCommands);

    beforeEach(async () => {
      if (way !== 'by the browser') {
        delete (HTMLButtonElement.prototype as {commandForElement?: unknown}).commandForElement;
      }
      ({context, ehr} = await connectedContext({id: 'ehr'}));
    });

    afterEach(() => {
      if (native) Object.defineProperty(HTMLButtonElement.prototype, 'commandForElement', native);
    });

    async function clickAll(): Promise<string[]> {
      const narrative = await fixture<HTMLElement>(html`<div></div>`);
      narrative.innerHTML = sanitized;
      return warningsDuring(async () => {
        for (const button of narrative.querySelectorAll('button')) click(button);
        await context.request('my.thing', {});
      });
    }

    it('ask nothing of the EHR', async () => {
      const warnings = await clickAll();
      expect(ehr.requests.map(({messageType}) => messageType)).to.deep.equal(['my.thing']);
      expect(warnings).to.have.lengthOf(6);
      expect(warnings.join()).not.to.contain('AllergyIntolerance');
    });

    it('ask what the app lists for its own buttons, and nothing else', async () => {
      context.commands = 'scratchpad.read';
      await clickAll();
      expect(ehr.requests.map(({messageType}) => messageType)).to.deep.equal(['scratchpad.read', 'my.thing']);
    });
  });
}
