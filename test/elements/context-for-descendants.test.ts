import {ContextConsumer, ContextEvent} from '@lit/context';
import {expect, fixture, html} from '@open-wc/testing';
import {LitElement} from 'lit';
import {smartMessagingContext, type SmartMessagingContext} from '../../components/index.js';
import {connectedContext, expectSame} from '../support/elements.js';

class DoseForm extends LitElement {
  readonly ehr = new ContextConsumer(this, {context: smartMessagingContext});
}

customElements.define('dose-form', DoseForm);

describe('<smart-messaging-context> for descendants', () => {
  it('is what a ContextConsumer gets', async () => {
    const {context} = await connectedContext();
    const form = new DoseForm();
    context.append(form);
    expectSame(form.ehr.value, context);
    expect(await form.ehr.value!.ui.done()).to.deep.equal({status: 'success'});
  });

  it('is what a bare context-request gets, from within shadow trees too', async () => {
    const {context} = await connectedContext();
    const host = document.createElement('div');
    context.append(host);
    const inner = host.attachShadow({mode: 'open'}).appendChild(document.createElement('span'));
    let found: SmartMessagingContext | undefined;
    inner.dispatchEvent(new ContextEvent(smartMessagingContext, inner, (value) => (found = value)));
    expectSame(found, context);
  });

  it('has a key that other copies of the kit share', () => {
    expect(smartMessagingContext).to.equal(Symbol.for('smart-messaging-context'));
  });

  it('is the nearest one', async () => {
    const outer = await fixture<HTMLElement>(html`
      <smart-messaging-context>
        <smart-messaging-context><dose-form></dose-form></smart-messaging-context>
      </smart-messaging-context>
    `);
    const inner = outer.querySelector('smart-messaging-context');
    expectSame(outer.querySelector<DoseForm>('dose-form')!.ehr.value, inner);
  });

  it('does not answer requests for other contexts', async () => {
    const {context} = await connectedContext();
    let asked = 0;
    const count = (): number => asked++;
    document.addEventListener('context-request', count);
    context.dispatchEvent(new ContextEvent(Symbol('other') as never, context, () => expect.fail('It answered.')));
    document.removeEventListener('context-request', count);
    expect(asked).to.equal(1);
  });
});
