import {fixture, html} from '@open-wc/testing';
import type {MessageReport} from '../../components/channel/types.js';
import {SmartMessageEvent} from '../../components/element/events.js';
import '../../components/smart-message-inspector/define.js';
import type {SmartMessageInspector} from '../../components/smart-message-inspector/define.js';
import {eventually} from './eventually.js';

/** An inspector on the page, in a box of this size, that has been drawn. */
export async function inspectorWith(
  properties: Partial<SmartMessageInspector> = {},
  {width = 1000, height = 400} = {},
): Promise<SmartMessageInspector> {
  const inspector = Object.assign(document.createElement('smart-message-inspector'), properties);
  const box = await fixture<HTMLElement>(html`<div>${inspector}</div>`);
  Object.assign(box.style, {width: `${width}px`});
  inspector.style.blockSize = `${height}px`;
  await drawn(inspector);
  return inspector;
}

export const inside = (inspector: SmartMessageInspector): ShadowRoot => inspector.shadowRoot!;

export const part = (inspector: SmartMessageInspector, name: string): HTMLElement =>
  inside(inspector).querySelector<HTMLElement>(`[part~='${name}']`)!;

export const button = (inspector: SmartMessageInspector, text: string): HTMLButtonElement =>
  Array.from(inside(inspector).querySelectorAll('button')).find((each) => each.textContent.startsWith(text))!;

export const scroller = (inspector: SmartMessageInspector): HTMLElement =>
  inside(inspector).querySelector<HTMLElement>('.scroller')!;

export const rows = (inspector: SmartMessageInspector): HTMLElement[] =>
  Array.from(inside(inspector).querySelectorAll<HTMLElement>(".scroller [role='row']"));

export const cell = (row: HTMLElement, name: string): string =>
  row.querySelector(`[role='gridcell'].${name}`)!.textContent;

/** The types of the rows that are there, in their order. */
export const types = (inspector: SmartMessageInspector): string[] => rows(inspector).map((row) => cell(row, 'type'));

export const outcomes = (inspector: SmartMessageInspector): string[] =>
  rows(inspector).map((row) => cell(row, 'outcome'));

/** Whether a row lies within what the list shows. */
export function isInView(inspector: SmartMessageInspector, row: HTMLElement): boolean {
  const {top, bottom} = scroller(inspector).getBoundingClientRect();
  const box = row.getBoundingClientRect();
  return box.bottom > top + 1 && box.top < bottom - 1;
}

export const typesInView = (inspector: SmartMessageInspector): string[] =>
  rows(inspector)
    .filter((row) => isInView(inspector, row))
    .map((row) => cell(row, 'type'));

export const twoFrames = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** Waits until what has been told so far is on the screen. */
export async function drawn(inspector: SmartMessageInspector): Promise<void> {
  await inspector.updateComplete;
  const list = part(inspector, 'list');
  await eventually('the inspector is drawn', () => list.hasAttribute('aria-rowcount'));
  await twoFrames();
  await twoFrames();
}

/** What an element tells of a message. */
export function tell(element: EventTarget, message: object, report: Partial<MessageReport> = {}): void {
  element.dispatchEvent(new SmartMessageEvent({direction: 'in', outcome: 'delivered', message, ...report}));
}

export const request = (messageId: string, messageType: string, payload: object = {}): object => ({
  messagingHandle: '***',
  messageId,
  messageType,
  payload,
});

export const answer = (responseToMessageId: string, payload: object = {status: 'success'}, more = false): object => ({
  messageId: `answer to ${responseToMessageId}`,
  responseToMessageId,
  ...(more && {additionalResponsesExpected: true}),
  payload,
});

/** An app's request to the frame, and what it was answered. */
export function tellExchange(element: EventTarget, messageId: string, messageType: string, payload?: object): void {
  tell(element, request(messageId, messageType, payload));
  tell(element, answer(messageId), {direction: 'out', elapsed: 1.5});
}

/** An element that stands for one that talks. */
export const talker = async (): Promise<HTMLElement> => fixture<HTMLElement>(html`<div id="talker"></div>`);

export const choose = (inspector: SmartMessageInspector, label: string, value: string): void => {
  const select = inside(inspector).querySelector<HTMLSelectElement>(`select[aria-label='${label}']`)!;
  select.value = value;
  select.dispatchEvent(new Event('change'));
};

export const lookFor = (inspector: SmartMessageInspector, text: string): void => {
  const input = inside(inspector).querySelector<HTMLInputElement>("input[type='search']")!;
  input.value = text;
  input.dispatchEvent(new Event('input'));
};

/** A key for what has the focus in the inspector. */
export function press(inspector: SmartMessageInspector, key: string): void {
  inside(inspector).activeElement!.dispatchEvent(
    new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}),
  );
}
