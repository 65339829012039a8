import {expect, fixture, html} from '@open-wc/testing';
import type {SmartMessagingContext} from '../../components/index.js';
import '../../components/define.js';

const timeouts = [
  ['connect-timeout', 'connectTimeout', 10_000],
  ['request-timeout', 'requestTimeout', 30_000],
] as const;

describe('<smart-messaging-context> attributes and properties', () => {
  let context: SmartMessagingContext;

  beforeEach(async () => {
    context = await fixture(html`<smart-messaging-context></smart-messaging-context>`);
  });

  for (const [attribute, property] of [
    ['messaging-handle', 'messagingHandle'],
    ['messaging-origin', 'messagingOrigin'],
  ] as const) {
    it(`reads ${attribute} as ${property}, which is undefined by default`, () => {
      expect(context[property]).to.equal(undefined);
      context.setAttribute(attribute, 'x');
      expect(context[property]).to.equal('x');
    });
  }

  for (const [attribute, property, byDefault] of timeouts) {
    it(`reads ${attribute} as milliseconds and goes back to ${byDefault} without it`, () => {
      expect(context[property]).to.equal(byDefault);
      context.setAttribute(attribute, '2500');
      expect(context[property]).to.equal(2500);
      context.removeAttribute(attribute);
      expect(context[property]).to.equal(byDefault);
    });

    for (const nonsense of ['', 'soon', '-1', '10s']) {
      it(`takes ${attribute}="${nonsense}" for the default`, () => {
        context.setAttribute(attribute, nonsense);
        expect(context[property]).to.equal(byDefault);
      });
    }
  }

  it('requires a handshake by default, and reads handshake="optional"', () => {
    expect(context.handshake).to.equal('required');
    context.setAttribute('handshake', 'optional');
    expect(context.handshake).to.equal('optional');
  });

  it('requires a handshake again once handshake="optional" is removed', () => {
    context.setAttribute('handshake', 'optional');
    context.removeAttribute('handshake');
    expect(context.handshake).to.equal('required');
  });

  it('has defaults for everything else', () => {
    expect(context.tokenResponse).to.equal(undefined);
    expect(context.handshakePayload).to.deep.equal({});
    expect(context.limits).to.deep.equal({});
    expect(context.transport).to.equal(undefined);
    expect(context.peerHandshake).to.deep.equal({});
  });

  it('makes no box of its own around the app', async () => {
    const outer = await fixture<HTMLElement>(html`
      <div style="display: flex">
        <smart-messaging-context
          ><p style="flex: 1">One</p>
          <p style="flex: 1">Two</p></smart-messaging-context
        >
      </div>
    `);
    const [one, two] = Array.from(outer.querySelectorAll('p'), (paragraph) => paragraph.getBoundingClientRect());
    expect(getComputedStyle(outer.firstElementChild!).display).to.equal('contents');
    expect(one!.top).to.equal(two!.top);
    expect(one!.width).to.equal(two!.width);
  });

  it('hides the app when hidden', async () => {
    const hidden = await fixture<HTMLElement>(
      html`<smart-messaging-context hidden><p>App</p></smart-messaging-context>`,
    );
    expect(hidden.querySelector('p')!.checkVisibility()).to.equal(false);
  });
});
