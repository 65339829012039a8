import {expect, fixture, html} from '@open-wc/testing';
import {MemoryScratchpad, type SmartAppFrame} from '../../components/index.js';
import '../../components/define.js';
import {frameWith} from '../support/elements.js';

const defaultSandbox =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-storage-access-by-user-activation';

const textAttributes = [
  ['src', 'src', 'https://app.example.org/'],
  ['iss', 'iss', 'https://ehr.example.org/fhir'],
  ['launch', 'launch', 'xyz123'],
  ['launch-mode', 'launchMode', 'query'],
  ['app-origin', 'appOrigin', 'https://app.example.org'],
  ['scope', 'scope', 'messaging/ui'],
  ['fhir-base-url', 'fhirBaseUrl', 'https://ehr.example.org/fhir'],
  ['label', 'label', 'Dose adjustment'],
  ['allow', 'allow', 'microphone'],
] as const;

const attributesWithDefault = [
  ['sandbox', 'sandbox', defaultSandbox, 'allow-scripts allow-same-origin'],
  ['referrerpolicy', 'referrerPolicy', 'origin', 'no-referrer'],
] as const;

const timeouts = [
  ['connect-timeout', 'connectTimeout', 10_000],
  ['request-timeout', 'requestTimeout', 30_000],
] as const;

describe('<smart-app-frame> attributes and properties', () => {
  let frame: SmartAppFrame;

  beforeEach(async () => {
    frame = await fixture(html`<smart-app-frame></smart-app-frame>`);
  });

  for (const [attribute, property, value] of textAttributes) {
    it(`reads ${attribute} as ${property}, which is undefined by default`, () => {
      expect(frame[property]).to.equal(undefined);
      frame.setAttribute(attribute, value);
      expect(frame[property]).to.equal(value);
    });
  }

  for (const [attribute, property, byDefault, value] of attributesWithDefault) {
    it(`reads ${attribute} as ${property} and goes back to the default without it`, async () => {
      expect(frame[property]).to.equal(byDefault);
      frame.setAttribute(attribute, value);
      await frame.updateComplete;
      expect(frame[property]).to.equal(value);
      frame.removeAttribute(attribute);
      await frame.updateComplete;
      expect(frame[property]).to.equal(byDefault);
    });
  }

  for (const [attribute, property, byDefault] of timeouts) {
    it(`reads ${attribute} as milliseconds`, () => {
      expect(frame[property]).to.equal(byDefault);
      frame.setAttribute(attribute, '2500');
      expect(frame[property]).to.equal(2500);
    });

    it(`goes back to ${byDefault} ms when ${attribute} is removed`, () => {
      frame.setAttribute(attribute, '2500');
      frame.removeAttribute(attribute);
      expect(frame[property]).to.equal(byDefault);
    });

    for (const nonsense of ['', ' ', 'soon', '-1', '10s', 'NaN']) {
      it(`takes ${attribute}="${nonsense}" for the default`, () => {
        frame.setAttribute(attribute, nonsense);
        expect(frame[property]).to.equal(byDefault);
      });
    }

    it(`takes ${attribute}="0" for no time at all`, () => {
      frame.setAttribute(attribute, '0');
      expect(frame[property]).to.equal(0);
    });
  }

  it('starts idle, without capabilities', () => {
    expect(frame.state).to.equal('idle');
    expect(frame.matches(':state(idle)')).to.equal(true);
    expect(frame.peerHandshake).to.deep.equal({});
  });

  it('has defaults for everything else', () => {
    expect(frame.loading).to.equal('eager');
    expect(frame.target).to.equal('frame');
    expect(frame.handshakePayload).to.deep.equal({});
    expect(frame.limits).to.deep.equal({});
    expect(frame.scratchpad).to.be.instanceOf(MemoryScratchpad);
    expect(frame.fhirFetch).to.equal(undefined);
    expect(frame.transport).to.equal(undefined);
  });

  it('reads loading and target from attributes, and goes back to eager and frame without them', () => {
    frame.setAttribute('loading', 'lazy');
    frame.setAttribute('target', 'window');
    expect([frame.loading, frame.target]).to.deep.equal(['lazy', 'window']);
    frame.removeAttribute('loading');
    frame.removeAttribute('target');
    expect([frame.loading, frame.target]).to.deep.equal(['eager', 'frame']);
  });

  it('makes each frame a random handle of 256 bits (SWM-8)', async () => {
    const other = await frameWith({});
    expect(frame.messagingHandle).to.match(/^[0-9a-f]{64}$/);
    expect(other.messagingHandle).to.match(/^[0-9a-f]{64}$/);
    expect(other.messagingHandle).not.to.equal(frame.messagingHandle);
  });

  it('takes the handle from messaging-handle and never shows it as an attribute of its own', async () => {
    expect(frame.hasAttribute('messaging-handle')).to.equal(false);
    frame.setAttribute('messaging-handle', 'bws8YCby');
    await frame.updateComplete;
    expect(frame.messagingHandle).to.equal('bws8YCby');
  });

  it('makes a new random handle when messaging-handle is removed or empty', async () => {
    frame.setAttribute('messaging-handle', 'bws8YCby');
    await frame.updateComplete;
    frame.removeAttribute('messaging-handle');
    await frame.updateComplete;
    expect(frame.messagingHandle).to.match(/^[0-9a-f]{64}$/);
    frame.messagingHandle = '';
    await frame.updateComplete;
    expect(frame.messagingHandle).to.match(/^[0-9a-f]{64}$/);
  });

  it('gives each frame a scratchpad of its own', async () => {
    const other = await frameWith({});
    expect(other.scratchpad).not.to.equal(frame.scratchpad);
  });

  it('keeps properties that were set before the element was upgraded', async () => {
    const early = document.createElement('smart-app-frame');
    early.messagingHandle = 'early';
    early.connectTimeout = 5;
    document.body.append(early);
    await early.updateComplete;
    expect([early.messagingHandle, early.connectTimeout]).to.deep.equal(['early', 5]);
    early.remove();
  });
});
