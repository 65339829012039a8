import {expect} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {expectSame, frameWith, iframeIn, part, record} from '../support/elements.js';
import {otherSite, remotePage} from '../support/remote.js';

const src = remotePage(otherSite);
const ownPage = `${location.origin}/test/pages/remote.html`;

/** A frame whose errors are recorded from before its first launch. */
async function launch(properties: Partial<SmartAppFrame>) {
  const frame = document.createElement('smart-app-frame');
  const errors = record(frame, 'smart-error');
  Object.assign(frame, {label: 'Dose adjustment', ...properties});
  document.body.append(frame);
  await frame.updateComplete;
  return {frame, errors};
}

const refused: Array<[what: string, properties: Partial<SmartAppFrame>, reason: RegExp]> = [
  ['a javascript: source', {src: 'javascript:void document.body.setAttribute("data-hacked", "")'}, /http\(s\)/],
  ['a javascript: source with a line break in it', {src: ' java\nscript:void 0'}, /http\(s\)/],
  ['a data: source', {src: 'data:text/html,<p>Hello</p>'}, /http\(s\)/],
  ['a blob: source', {src: URL.createObjectURL(new Blob(['Hello'], {type: 'text/html'}))}, /http\(s\)/],
  ['about:blank', {src: 'about:blank'}, /http\(s\)/],
  ['a file: source', {src: 'file:///etc/passwd'}, /http\(s\)/],
  ['a source that is no URL', {src: 'https://'}, /no URL/],
  ["a source on the page's own origin", {src: ownPage}, /own origin/],
  ["a relative source, which is on the page's own origin", {src: '/app.html'}, /own origin/],
  ["an app-origin that is the page's own", {src, appOrigin: location.origin}, /own origin/],
  ['app-origin="*" (SWM-3)', {src, appOrigin: '*'}, /never \*/],
  ['app-origin="https://%2A" (SWM-3)', {src, appOrigin: 'https://%2A'}, /never \*/],
  ['an app-origin that is an array', {src, appOrigin: [otherSite] as never}, /app-origin must be a string/],
  ['a sandbox that is an array', {src, sandbox: ['allow-scripts'] as never}, /sandbox must be a string/],
  ['an app-origin with a path', {src, appOrigin: 'https://app.example.org/app'}, /without a path/],
  ['app-origin="null"', {src, appOrigin: 'null'}, /must name an origin/],
  ['an app-origin that is no URL', {src, appOrigin: 'app.example.org'}, /must name an origin/],
  ['a launch-mode that there is none of', {src, launchMode: 'querry' as 'query'}, /smart, query or none/],
  ['one bad origin among good ones', {src, appOrigin: `${otherSite} *`}, /never \*/],
];

describe('<smart-app-frame> refused sources', () => {
  afterEach(() => {
    document.querySelectorAll('smart-app-frame').forEach((frame) => frame.remove());
  });

  for (const [what, properties, reason] of refused) {
    it(`does not load ${what}, and says so`, async () => {
      const {frame, errors} = await launch(properties);
      expectSame(iframeIn(frame), null);
      expect(frame.state).to.equal('idle');
      expect(errors).to.have.lengthOf(1);
      expect(errors[0]!.detail.error.code).to.equal('invalid-request');
      expect(errors[0]!.detail.error.message).to.match(reason);
      expect(part(frame, 'error')!.hidden).to.equal(false);
      expect(part(frame, 'error')!.textContent).to.contain('Dose adjustment could not be opened.');
    });
  }

  it('runs nothing of a refused script URL', async () => {
    await launch({src: 'javascript:void parent.document.body.setAttribute("data-hacked", "")'});
    expect(document.body.hasAttribute('data-hacked')).to.equal(false);
  });

  it('goes on when the source is put right', async () => {
    const {frame} = await launch({src: 'javascript:void 0'});
    frame.src = src;
    await frame.updateComplete;
    expect(iframeIn(frame)!.src).to.equal(src);
    expect(part(frame, 'error')!.hidden).to.equal(true);
  });

  it('takes the app off the page when its source becomes one that is refused', async () => {
    const frame = await frameWith({src});
    frame.src = 'javascript:void 0';
    await frame.updateComplete;
    expectSame(iframeIn(frame), null);
    expect(frame.state).to.equal('idle');
  });

  it('takes the app off the page when app-origin becomes one that is refused', async () => {
    const frame = await frameWith({src});
    const errors = record(frame, 'smart-error');
    frame.appOrigin = '*';
    await frame.updateComplete;
    expectSame(iframeIn(frame), null);
    expect(frame.state).to.equal('closed');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['invalid-request']);
    expect(part(frame, 'error')!.textContent).to.contain('Dose adjustment could not be opened.');
    expect(frame.getBoundingClientRect().height).to.be.greaterThan(0);
  });

  for (const sandbox of ['allow-scripts', 'allow-same-origin', '']) {
    it(`loads an app of the page's own origin in sandbox="${sandbox}", which it cannot remove`, async () => {
      const {frame} = await launch({src: ownPage, sandbox});
      expect(iframeIn(frame)?.getAttribute('sandbox')).to.equal(sandbox);
    });
  }

  it("takes an app of the page's own origin away when its sandbox becomes one that it could remove", async () => {
    const {frame, errors} = await launch({src: ownPage, sandbox: 'allow-scripts'});
    errors.length = 0;
    frame.sandbox = 'allow-scripts allow-same-origin';
    await frame.updateComplete;
    expectSame(iframeIn(frame), null);
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['invalid-request']);
  });

  it('reports a sandbox without allow-same-origin: such an app cannot be talked to', async () => {
    const {frame, errors} = await launch({src, sandbox: 'allow-scripts'});
    expect(iframeIn(frame)!.getAttribute('sandbox')).to.equal('allow-scripts');
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['invalid-request']);
    expect(errors[0]!.detail.error.message).to.contain('allow-same-origin');
  });

  it("does not open a window for an app of the page's own origin", async () => {
    const {frame, errors} = await launch({src: ownPage, target: 'window'});
    expect(frame.open()).to.equal(false);
    expect(errors.every(({detail}) => detail.error.code === 'invalid-request')).to.equal(true);
    expect(errors).not.to.have.lengthOf(0);
  });

  it("does not load an app of the EHR's origin when the EHR's page is a srcdoc document", async () => {
    const page = document.createElement('iframe');
    const define = new URL('../../components/define.ts', import.meta.url).href;
    page.srcdoc = `<script type="module">
      import ${JSON.stringify(define)};
      const frame = document.createElement('smart-app-frame');
      const codes = [];
      frame.addEventListener('smart-error', ({detail}) => codes.push(detail.error.code));
      Object.assign(frame, {label: 'Dose adjustment', src: ${JSON.stringify(ownPage)}});
      document.body.append(frame);
      await frame.updateComplete;
      const {state} = frame;
      parent.postMessage({srcdoc: {codes, state, loaded: frame.renderRoot.querySelectorAll('iframe').length}}, '*');
    </script>`;
    const found = new Promise((resolve) => {
      addEventListener('message', function listener({data}: MessageEvent<{srcdoc?: unknown}>) {
        if (!data.srcdoc) return;
        removeEventListener('message', listener);
        resolve(data.srcdoc);
      });
    });
    document.body.append(page);
    expect(await found).to.deep.equal({codes: ['invalid-request'], state: 'idle', loaded: 0});
    page.remove();
  });
});
