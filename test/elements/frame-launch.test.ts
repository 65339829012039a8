import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {expectSame, frameWith, iframeIn} from '../support/elements.js';
import {otherSite, remotePage} from '../support/remote.js';
import {warningsDuring} from '../support/warnings.js';

const src = remotePage(otherSite);
const iss = 'https://ehr.example.org/fhir';

const addressOf = (frame: SmartAppFrame): URL => new URL(iframeIn(frame)!.src);

const parametersOf = (frame: SmartAppFrame): Record<string, string> =>
  Object.fromEntries(addressOf(frame).searchParams);

describe('<smart-app-frame> launch', () => {
  it('goes to src as it is without iss', async () => {
    const frame = await frameWith({src, launch: 'xyz123'});
    expect(iframeIn(frame)!.src).to.equal(src);
  });

  it('appends iss and launch when iss is set', async () => {
    const frame = await frameWith({src, iss, launch: 'xyz 123&a=b'});
    expect(parametersOf(frame)).to.deep.equal({iss, launch: 'xyz 123&a=b'});
  });

  it('appends iss alone when there is no launch', async () => {
    const frame = await frameWith({src, iss});
    expect(parametersOf(frame)).to.deep.equal({iss});
  });

  it('keeps the query and the fragment that src has', async () => {
    const frame = await frameWith({src: `${otherSite}/remote.html?theme=dark#/orders`, iss});
    expect(parametersOf(frame)).to.deep.equal({theme: 'dark', iss});
    expect(addressOf(frame).hash).to.equal('#/orders');
  });

  it('launch-mode="smart" appends launch even without iss', async () => {
    const frame = await frameWith({src, launchMode: 'smart', launch: 'xyz123'});
    expect(parametersOf(frame)).to.deep.equal({launch: 'xyz123'});
  });

  it('launch-mode="query" appends the handle and the EHR page\'s origin, and no OAuth parameters', async () => {
    const frame = await frameWith({src, iss, launch: 'xyz123', launchMode: 'query', messagingHandle: 'h1'});
    expect(parametersOf(frame)).to.deep.equal({messaging_handle: 'h1', messaging_origin: location.origin});
  });

  it('launch-mode="none" appends nothing, not even with iss', async () => {
    const frame = await frameWith({src, iss, launch: 'xyz123', launchMode: 'none'});
    expect(iframeIn(frame)!.src).to.equal(src);
  });

  it('never puts the handle into the address in the other modes', async () => {
    for (const launchMode of ['smart', 'none', undefined] as const) {
      const frame = await frameWith({src, iss, launchMode, messagingHandle: 'secret-handle'});
      expect(iframeIn(frame)!.src).not.to.contain('secret-handle');
    }
  });

  it('resolves a relative src against the page', async () => {
    const base = Object.assign(document.createElement('base'), {href: `${otherSite}/apps/`});
    document.head.prepend(base);
    try {
      const frame = await frameWith({src: '../remote.html'});
      expect(iframeIn(frame)!.src).to.equal(src.replace('?', ''));
    } finally {
      base.remove();
    }
  });

  it('gives the iframe safe defaults', async () => {
    const iframe = iframeIn(await frameWith({src}))!;
    expect([...iframe.sandbox]).to.have.members([
      'allow-scripts',
      'allow-same-origin',
      'allow-forms',
      'allow-modals',
      'allow-downloads',
      'allow-popups',
      'allow-storage-access-by-user-activation',
    ]);
    expect(iframe.getAttribute('allow')).to.equal('');
    expect(iframe.referrerPolicy).to.equal('origin');
    expect(iframe.getAttribute('loading')).to.equal('eager');
  });

  for (const token of [
    'allow-top-navigation',
    'allow-top-navigation-by-user-activation',
    'allow-top-navigation-to-custom-protocols',
  ]) {
    it(`warns once of ${token} in sandbox`, async () => {
      const warnings = await warningsDuring(async () => {
        const sandbox = `allow-scripts allow-same-origin ${token.toUpperCase()}`;
        await frameWith({src, sandbox});
        await frameWith({src, sandbox});
        await frameWith({src, sandbox, target: 'window'});
      });
      expect(warnings).to.have.lengthOf(1);
      expect(warnings[0]).to.contain(`${token} in sandbox`);
    });
  }

  it('passes sandbox, allow, referrerpolicy and loading on to the iframe', async () => {
    const frame = await frameWith({
      src,
      sandbox: 'allow-scripts allow-same-origin',
      allow: 'microphone',
      referrerPolicy: 'no-referrer',
      loading: 'lazy',
    });
    const iframe = iframeIn(frame)!;
    expect(iframe.getAttribute('sandbox')).to.equal('allow-scripts allow-same-origin');
    expect(iframe.getAttribute('allow')).to.equal('microphone');
    expect(iframe.getAttribute('referrerpolicy')).to.equal('no-referrer');
    expect(iframe.getAttribute('loading')).to.equal('lazy');
  });

  it('goes back to the defaults of the iframe when the attributes are removed', async () => {
    const frame = await frameWith({src});
    const before = iframeIn(frame)!.cloneNode() as HTMLIFrameElement;
    for (const name of ['allow', 'loading', 'referrerpolicy', 'sandbox']) {
      frame.setAttribute(name, 'x');
      await frame.updateComplete;
      frame.removeAttribute(name);
    }
    await frame.updateComplete;
    const attributes = (iframe: HTMLIFrameElement): object =>
      Object.fromEntries(Array.from(iframe.attributes, ({name, value}) => [name, value]));
    expect(attributes(iframeIn(frame)!)).to.deep.equal(attributes(before));
  });

  it('names the iframe by the label, live', async () => {
    const frame = await frameWith({src, label: 'Dose adjustment'});
    expect(iframeIn(frame)!.title).to.equal('Dose adjustment');
    frame.label = 'Growth chart';
    await frame.updateComplete;
    expect(iframeIn(frame)!.title).to.equal('Growth chart');
  });

  it('has no iframe without src', async () => {
    const frame = await frameWith({});
    expectSame(iframeIn(frame), null);
    expect(frame.state).to.equal('idle');
  });

  it('takes the iframe away when src is removed', async () => {
    const frame = await frameWith({src});
    frame.removeAttribute('src');
    frame.src = undefined;
    await frame.updateComplete;
    expectSame(iframeIn(frame), null);
    expect(frame.state).to.equal('idle');
  });

  for (const change of [{src: `${src}&next`}, {iss}, {launch: 'other'}, {launchMode: 'query'}] as const) {
    it(`launches anew when ${Object.keys(change).join()} changes`, async () => {
      const frame = await frameWith({src, launchMode: 'smart'});
      const first = iframeIn(frame);
      Object.assign(frame, change);
      await frame.updateComplete;
      expect(iframeIn(frame) === first).to.equal(false);
      expect(iframeIn(frame)!.src).not.to.equal(first!.src);
    });
  }

  it('launches anew when the sandbox changes, which a document that is there does not heed', async () => {
    const frame = await frameWith({src});
    const first = iframeIn(frame);
    frame.sandbox = 'allow-scripts allow-same-origin';
    await frame.updateComplete;
    expect(iframeIn(frame) === first).to.equal(false);
  });

  it('launches anew when the handle changes that stands in the address', async () => {
    const frame = await frameWith({src, launchMode: 'query', messagingHandle: 'h1'});
    frame.messagingHandle = 'h2';
    await frame.updateComplete;
    expect(parametersOf(frame)['messaging_handle']).to.equal('h2');
  });

  it('keeps the document when something changes that the launch does not depend on', async () => {
    const frame = await frameWith({src});
    const iframe = iframeIn(frame);
    Object.assign(frame, {scope: 'messaging/ui', label: 'Other', appOrigin: otherSite, messagingHandle: 'h2'});
    await frame.updateComplete;
    expectSame(iframeIn(frame), iframe);
  });

  it("adds nothing to the page's history by launching again", async () => {
    const frame = await frameWith({src});
    const before = history.length;
    frame.src = `${src}&second`;
    await frame.updateComplete;
    frame.reload();
    await frame.updateComplete;
    expect(history.length).to.equal(before);
  });
});
