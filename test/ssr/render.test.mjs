import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {describe, it} from 'node:test';
import {LitElementRenderer, render} from '@lit-labs/ssr';
import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
import {html, LitElement} from 'lit';
import {renderSmartAppFrame, smartAppFrameShadowRoot} from '../../dist/ssr/index.js';
import {elementRenderers} from '../../dist/ssr/lit.js';

const src = 'https://dosing.example.org/launch.html?a=1&b=2';
const withoutStyles = (text) => text.replace(/<style>[^<]*<\/style>/g, '');

describe('a frame as HTML', () => {
  it('has its attributes, escaped, and a placeholder with the name of the app', () => {
    assert.equal(
      withoutStyles(renderSmartAppFrame({src, label: '"Dose" <b>', hidden: true, title: undefined, tabindex: 0})),
      '<smart-app-frame src="https://dosing.example.org/launch.html?a=1&amp;b=2" label="&quot;Dose&quot; &lt;b&gt;" hidden tabindex="0">' +
        '<template shadowrootmode="open"><div part="frame" role="group" aria-label="&quot;Dose&quot; &lt;b&gt;">' +
        '<div part="loading" role="status"><span class="spinner" aria-hidden="true"></span>' +
        '<div><slot name="loading">Loading &quot;Dose&quot; &lt;b&gt;…</slot></div></div></div></template></smart-app-frame>',
    );
  });

  it('has the children that it is given', () => {
    assert.match(
      renderSmartAppFrame({src, label: 'Dose'}, {children: '<p slot="loading">Soon</p>'}),
      /<\/template><p slot="loading">Soon<\/p><\/smart-app-frame>$/,
    );
  });

  it('refuses what can be no name of an attribute', () => {
    assert.throws(() => renderSmartAppFrame({src, 'x><script': 'y'}), TypeError);
    assert.throws(() => renderSmartAppFrame({src, launchMode: 'query'}), /launch-mode, not launchMode/);
  });

  it('promises nothing where nothing is loaded: without an address, or in a window of its own', () => {
    for (const attributes of [{label: 'Dose'}, {src, label: 'Dose', target: 'window'}]) {
      assert.equal(withoutStyles(smartAppFrameShadowRoot(attributes)), '');
    }
  });

  it('brings its styles by a nonce or by a link where a policy asks for it', () => {
    assert.match(smartAppFrameShadowRoot({src}, {nonce: 'a"b'}), /^<style nonce="a&quot;b">/);
    const linked = smartAppFrameShadowRoot({src}, {stylesheet: '/a.css?b&c'});
    assert.match(linked, /^<link rel="stylesheet" href="\/a\.css\?b&amp;c"><div/);
    assert.ok(!linked.includes('<style'));
  });

  it('has the handle only if the page gives one', () => {
    assert.ok(!renderSmartAppFrame({src}).includes('handle'));
    assert.ok(renderSmartAppFrame({src, 'messaging-handle': 'h'}).includes(' messaging-handle="h"'));
  });

  it('leaves the globals of the server alone', () => {
    const module = new URL('../../dist/ssr/index.js', import.meta.url).href;
    const script = `const before = Object.getOwnPropertyNames(globalThis).length; await import('${module}');
      console.log(Object.getOwnPropertyNames(globalThis).length - before);`;
    assert.equal(execFileSync(process.execPath, ['--input-type=module', '-e', script], {encoding: 'utf8'}), '0\n');
  });
});

class PlainView extends LitElement {
  render() {
    return html`<p>Shown</p>`;
  }
}
globalThis.customElements.define('plain-view', PlainView);

describe('rendering by @lit-labs/ssr', () => {
  const renderToString = (page, options) =>
    collectResult(render(page, {elementRenderers: [...elementRenderers(options), LitElementRenderer]}));

  it('gives the placeholder of a frame for attributes and properties alike', async () => {
    const expected = withoutStyles(smartAppFrameShadowRoot({src, label: 'Dose'}));
    for (const page of [
      html`<smart-app-frame src=${src} label="Dose"></smart-app-frame>`,
      html`<smart-app-frame .src=${src} .label=${'Dose'}></smart-app-frame>`,
    ]) {
      const rendered = withoutStyles(await renderToString(page));
      assert.ok(
        rendered.includes(`<template shadowroot="open" shadowrootmode="open">${expected}</template>`),
        rendered,
      );
    }
  });

  it('writes no property into the HTML, least of all a handle', async () => {
    const rendered = await renderToString(
      html`<smart-app-frame src=${src} .messagingHandle=${'secret'} .scratchpad=${{}}></smart-app-frame>
        <smart-messaging-context .messagingHandle=${'secret'}></smart-messaging-context>`,
    );
    assert.ok(!rendered.includes('secret'));
    assert.ok(!rendered.includes('scratchpad'));
  });

  it('shows what is in the context, and lets Lit elements in it and after it hydrate', async () => {
    const rendered = await renderToString(
      html`<smart-messaging-context id="ehr"><plain-view></plain-view></smart-messaging-context
        ><plain-view></plain-view>`,
    );
    assert.match(
      rendered,
      /<smart-messaging-context\s+id="ehr"><template [^>]*><style>[^<]*<\/style><slot><\/slot><\/template>/,
    );
    assert.equal(rendered.match(/<p>Shown<\/p>/g)?.length, 2);
    assert.ok(!rendered.includes('defer-hydration'));
  });

  it('renders elements that are derived from the two', async () => {
    const {SmartAppFrame} = await import('../../dist/index.js');
    globalThis.customElements.define('chart-app', class extends SmartAppFrame {});
    assert.match(await renderToString(html`<chart-app src=${src} label="Dose"></chart-app>`), /aria-label="Dose"/);
  });

  it('takes the nonce of the page', async () => {
    const rendered = await renderToString(
      html`<smart-app-frame src=${src}></smart-app-frame><smart-messaging-context></smart-messaging-context>`,
      {nonce: 'n'},
    );
    assert.equal(rendered.match(/<style nonce="n">/g)?.length, 2);
  });
});
