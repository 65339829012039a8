import {aTimeout, fixture, html} from '@open-wc/testing';
import {resetMouse, sendMouse} from '@web/test-runner-commands';
import '../../components/define.js';
import type {SmartAppFrame, SmartMessagingContext} from '../../components/index.js';
import {ScriptedApp, ScriptedEhr, type ScriptedPeerOptions} from '../../components/testing/index.js';

export const appOrigin = 'https://app.example.org';
export const ehrOrigin = 'https://ehr.example.org';

type Names = keyof HTMLElementEventMap;

/** The next event of that name. To be called before it can come. */
export function once<K extends Names>(target: HTMLElement, name: K): Promise<HTMLElementEventMap[K]> {
  return new Promise((resolve) => target.addEventListener(name, resolve, {once: true}));
}

/** The events of that name, from now on, in order. */
export function record<K extends Names>(target: HTMLElement, name: K): Array<HTMLElementEventMap[K]> {
  const events: Array<HTMLElementEventMap[K]> = [];
  target.addEventListener(name, (event) => events.push(event));
  return events;
}

/** Waits until an element is in a state, if it is not yet. */
export async function reach(element: SmartAppFrame | SmartMessagingContext, state: string): Promise<void> {
  await element.updateComplete;
  while (element.state !== state) await once(element, 'smart-state-change');
  await element.updateComplete;
}

/** A frame with these properties, on the page. */
export async function frameWith(properties: Partial<SmartAppFrame>): Promise<SmartAppFrame> {
  const frame = Object.assign(document.createElement('smart-app-frame'), {label: 'Dose adjustment', ...properties});
  await fixture(html`${frame}`);
  return frame;
}

/** A frame with an app that has not spoken in the time allowed, for good. */
export async function unresponsiveFrame(properties: Partial<SmartAppFrame>): Promise<SmartAppFrame> {
  const frame = Object.assign(document.createElement('smart-app-frame'), {label: 'Dose adjustment', connectTimeout: 0});
  const timedOut = new Promise<void>((resolve) => {
    frame.addEventListener('smart-error', ({detail: {error}}) => {
      // The one before it only says that the document has not loaded in time, which it may do yet.
      if (error.messageType === 'status.handshake') resolve();
    });
  });
  await fixture(html`${Object.assign(frame, properties)}`);
  await timedOut;
  await frame.updateComplete;
  return frame;
}

/** A frame whose app is scripted and already connected, with every scope granted. */
export async function connectedFrame(
  properties: Partial<SmartAppFrame> = {},
  options: ScriptedPeerOptions = {},
): Promise<{frame: SmartAppFrame; app: ScriptedApp}> {
  const app = new ScriptedApp({origin: appOrigin, ...options});
  const {messagingHandle, transport} = app;
  const frame = await frameWith({scope: 'messaging/*', messagingHandle, transport, ...properties});
  await reach(frame, 'connected');
  return {frame, app};
}

/** An app's context with these properties, on the page. */
export async function contextWith(properties: Partial<SmartMessagingContext>): Promise<SmartMessagingContext> {
  const context = Object.assign(document.createElement('smart-messaging-context'), properties);
  await fixture(html`${context}`);
  return context;
}

/** A context whose EHR is scripted and already connected. */
export async function connectedContext(
  properties: Partial<SmartMessagingContext> = {},
  options: ScriptedPeerOptions = {},
): Promise<{context: SmartMessagingContext; ehr: ScriptedEhr}> {
  const ehr = new ScriptedEhr({origin: ehrOrigin, ...options});
  const {messagingHandle, transport} = ehr;
  const context = await contextWith({messagingHandle, transport, ...properties});
  await reach(context, 'connected');
  return {context, ehr};
}

/** The part of a frame's shadow tree. */
export function part(frame: SmartAppFrame, name: 'frame' | 'loading' | 'error' | 'ended'): HTMLElement | null {
  return frame.renderRoot.querySelector(`[part='${name}']`);
}

export function iframeIn(frame: SmartAppFrame): HTMLIFrameElement | null {
  return frame.renderRoot.querySelector('iframe');
}

/** Equality of elements; the usual one would write out half the document when it fails, and never come to an end. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`Expected ${nameOf(expected)}, found ${nameOf(actual)}.`);
}

const nameOf = (value: unknown): string => (value instanceof Element ? `another <${value.localName}>` : String(value));

/** Keeps the test runner from taking errors thrown in event listeners for failures, and collects them. */
export async function withUncaughtErrors(work: () => Promise<void>): Promise<unknown[]> {
  const {onerror} = window;
  const errors: unknown[] = [];
  window.onerror = (...[, , , , error]) => {
    errors.push(error);
    return true;
  };
  try {
    await work();
  } finally {
    window.onerror = onerror;
  }
  return errors;
}

/** Clicks into the app, near its corner, until it takes effect: a page of another process is drawn when it likes. */
export async function clickInto(frame: SmartAppFrame, effect: Promise<unknown>): Promise<void> {
  const effective = effect.then(() => true);
  for (let done = false; !done;) {
    const {left, top} = iframeIn(frame)!.getBoundingClientRect();
    await sendMouse({type: 'click', position: [Math.ceil(left) + 20, Math.ceil(top) + 20]});
    done = await Promise.race([effective, aTimeout(200).then(() => false)]);
  }
  await resetMouse();
}
