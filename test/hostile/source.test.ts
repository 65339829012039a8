import {expect, fixture, html} from '@open-wc/testing';
import {frameWith, iframeIn, part, reach, record} from '../support/elements.js';
import {otherSite, remotePage} from '../support/remote.js';
import type {SmartAppFrame} from '../../components/index.js';

declare global {
  interface Window {
    wasRun?: boolean;
  }
}

async function refused(properties: Partial<SmartAppFrame>): Promise<void> {
  const frame = document.createElement('smart-app-frame');
  const errors = record(frame, 'smart-error');
  Object.assign(frame, {label: 'Dosing', ...properties});
  await fixture(html`${frame}`);
  expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['invalid-request']);
  expect(iframeIn(frame) === null).to.equal(true);
  expect(frame.open()).to.equal(false);
  expect(part(frame, 'error')?.hidden).to.equal(false);
  expect(part(frame, 'error')?.textContent).to.include('Dosing could not be opened.');
}

describe('a source that is no app', () => {
  const script = 'parent.wasRun = true';
  for (const src of [
    `javascript:${script}`,
    `JavaScript:${script}`,
    ` \n\tjavascript:${script}`,
    `java\nscript:${script}`,
    `data:text/html,<script>${script}</script>`,
    'blob:http://localhost/8b2b4c1e-0000-4000-8000-000000000000',
    'about:blank',
    'about:srcdoc',
    'file:///etc/hosts',
    'view-source:http://127.0.0.1/',
    'http://',
  ]) {
    it(`is not loaded: ${JSON.stringify(src)}`, async () => {
      await refused({src});
      expect(window.wasRun).to.equal(undefined);
    });

    it(`is not opened in a window either: ${JSON.stringify(src)}`, async () => {
      await refused({src, target: 'window'});
      expect(window.wasRun).to.equal(undefined);
    });
  }

  it('is not loaded in place of an app that was there before', async () => {
    const frame = await frameWith({src: remotePage(otherSite)});
    await reach(frame, 'connecting');
    frame.src = `javascript:${script}`;
    await frame.updateComplete;
    expect(iframeIn(frame) === null).to.equal(true);
    expect(window.wasRun).to.equal(undefined);
  });
});

describe('an app on the EHR’s own origin', () => {
  const own = '/test/pages/remote.html';

  for (const [what, properties] of [
    ['with the default sandbox', {src: own}],
    ['with a sandbox that it could remove', {src: own, sandbox: 'allow-same-origin allow-scripts'}],
    ['with a sandbox in capitals', {src: own, sandbox: 'ALLOW-SAME-ORIGIN Allow-Scripts'}],
    ['in a window of its own', {src: own, target: 'window'}],
    ['to which a launcher elsewhere goes', {src: remotePage(otherSite), appOrigin: `${otherSite} ${location.origin}`}],
  ] as const) {
    it(`is not loaded ${what}`, async () => {
      await refused(properties);
    });
  }

  it('is loaded in a sandbox that it cannot remove', async () => {
    const frame = await frameWith({src: own, sandbox: 'allow-same-origin'});
    expect(iframeIn(frame)?.sandbox.value).to.equal('allow-same-origin');
    expect(part(frame, 'error')?.hidden).to.equal(true);
  });

  it('is not let in later by app-origin', async () => {
    const frame = await frameWith({src: remotePage(otherSite)});
    await reach(frame, 'connecting');
    const errors = record(frame, 'smart-error');
    frame.appOrigin = location.origin;
    await frame.updateComplete;
    expect(errors.map(({detail}) => detail.error.code)).to.deep.equal(['invalid-request']);
    expect(frame.state).to.equal('closed');
  });
});

describe('an origin that is none', () => {
  for (const appOrigin of ['*', 'null', 'https://*.example.org', `${otherSite}/path`, 'example.org', 'file:///']) {
    it(`is refused in app-origin: ${appOrigin} (SWM-3, SWM-6)`, async () => {
      await refused({src: remotePage(otherSite), appOrigin});
    });
  }
});
