import type {SmartAppFrameState} from './app-session.js';
import type {ProblemName} from './problems.js';

/** Something wrong, for the person in front of the page. */
export interface Notice {
  /** The slot that replaces the text. */
  name: ProblemName | 'unresponsive' | 'refused' | 'quarantined';
  text: string;
}

export interface ViewState {
  state: SmartAppFrameState;
  /** Of the app, as people know it; empty where the page gives none. */
  label: string;
  /** Why the app is not there, for the person in front of the page. */
  problem: Notice | undefined;
  /** The settings can never work. */
  isHopeless: boolean;
  /** It has refused the handshake. */
  refused: boolean | undefined;
  /** It has sent far too much, and is not heard any more. */
  quarantined: boolean;
  /** Counts the launches: each gets an iframe of its own. None without a frame. */
  launch: number | undefined;
  attributes: Record<string, string>;
  hidden: boolean;
  /** In pixels; without it as high as its style says. */
  height: number | undefined;
}

export interface ViewActions {
  onRetry: () => unknown;
  onResume: () => unknown;
  onLoad: () => void;
}

/** In milliseconds: a person who clicks so soon after a notice came up meant what was there before, and the app chose the moment. */
const hesitation = 500;

function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Record<string, string>,
  ...children: Array<Node | string>
): HTMLElementTagNameMap[T] {
  const created = document.createElement(tag);
  setAttributes(created, attributes);
  created.append(...children);
  return created;
}

function setAttributes(target: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) {
    // Not even the same address twice: the app would be loaded again.
    if (target.getAttribute(name) !== value) target.setAttribute(name, value);
  }
}

/**
 * What a person sees and hears of the app's state, and the iframe. The first load may cover the frame, for there is
 * nothing to see yet; everything later stands beside the app: many apps speak late or not at all and work nevertheless.
 */
export class FrameView {
  iframe: HTMLIFrameElement | undefined;
  /** In the slot of the notice, which stands for one kind of notice, is the one that stands for all of them. */
  readonly #errorText = element('slot', {name: 'error'});
  readonly #errorKind = element('slot', {}, this.#errorText);
  readonly #loadingText = element('slot', {name: 'loading'});
  readonly #loadingKind = element('slot', {}, this.#loadingText);
  readonly #error = element('div', {part: 'error', role: 'alert'});
  readonly #loading = element('div', {part: 'loading', role: 'status'});
  readonly #endedText = element('slot', {name: 'ended'});
  readonly #ended = element('div', {part: 'ended', role: 'status'});
  readonly #errorContent: Node[];
  readonly #retry: HTMLElement;
  readonly #resume: HTMLElement;
  readonly #loadingContent: Node[];
  readonly #onLoad: () => void;
  #launch: number | undefined;
  #noticed = 0;

  constructor(root: DocumentFragment, {onRetry, onResume, onLoad}: ViewActions) {
    const button = (slot: string, text: string, action: () => unknown): HTMLElement => {
      const created = element('button', {type: 'button'}, element('slot', {name: slot}, text));
      created.addEventListener('click', ({isTrusted, timeStamp}) => {
        if (!isTrusted || timeStamp - this.#noticed > hesitation) action();
        else this.#noticed = timeStamp; // whoever is kept clicking has not read it yet
      });
      return created;
    };
    this.#retry = button('retry', 'Try again', onRetry);
    this.#resume = button('resume', 'Resume', onResume);
    this.#onLoad = onLoad;
    this.#errorContent = [element('div', {}, this.#errorKind), this.#retry, this.#resume];
    this.#loadingContent = [
      element('span', {class: 'spinner', 'aria-hidden': 'true'}),
      element('div', {}, this.#loadingKind),
    ];
    root.append(this.#error, this.#ended, this.#loading);
  }

  update({
    state,
    label,
    problem,
    isHopeless,
    refused,
    quarantined,
    launch,
    attributes,
    hidden,
    height,
  }: ViewState): void {
    const name = label || 'The app';
    const unresponsive = `${name} has ${refused ? 'refused the connection' : 'not answered'}. Data entered in it may not arrive here.`;
    const excessive = `${name} has sent far too many messages and is paused: nothing that it sends arrives here.`;
    const trouble: Notice | undefined = quarantined
      ? {name: 'quarantined', text: excessive}
      : state === 'unresponsive'
        ? {name: refused ? 'refused' : state, text: unresponsive}
        : undefined;
    const isEnded = problem?.name === 'ended';
    show(this.#ended, this.#endedText, [this.#endedText], isEnded ? problem.text : '');
    const resumes = quarantined && !problem;
    this.#retry.hidden = resumes || isHopeless;
    this.#resume.hidden = !resumes;
    const {name: kind = 'error', text: wrong = ''} = isEnded ? {} : (problem ?? trouble ?? {});
    setAttributes(this.#errorKind, {name: kind});
    if ((written.get(this.#errorText) ?? '') !== wrong) this.#noticed = performance.now();
    show(this.#error, this.#errorText, this.#errorContent, wrong);

    const doing = {loading: 'Loading', connecting: 'Connecting to'}[state as 'loading'] as string | undefined;
    const notice = doing && !problem ? `${doing} ${name}…` : '';
    setAttributes(this.#loadingKind, {name: state === 'connecting' ? state : 'loading'});
    show(this.#loading, this.#loadingText, this.#loadingContent, notice);
    this.#loading.className = launch !== undefined && state === 'loading' ? '' : 'beside';

    const before = this.iframe;
    if (launch !== this.#launch) this.iframe = launch === undefined ? undefined : element('iframe', {part: 'frame'});
    this.#launch = launch;
    const {iframe} = this;
    if (iframe) {
      setAttributes(iframe, {title: label || 'SMART app', ...attributes});
      iframe.hidden = hidden;
      iframe.style.blockSize = height ? `${height}px` : '';
    }
    this.#error.className = iframe ? 'beside' : '';
    if (iframe === before) return;
    before?.remove();
    iframe?.addEventListener('load', this.#onLoad);
    if (iframe) this.#loading.after(iframe);
  }
}

/** What was last written: the browser may have translated it since. */
const written = new WeakMap<HTMLSlotElement, string>();

/** Content that was not there before is what screen readers announce. */
function show(region: HTMLElement, slot: HTMLSlotElement, content: Node[], text: string): void {
  if (written.get(slot) !== text) slot.textContent = text;
  written.set(slot, text);
  region.hidden = !text;
  if (!text) region.replaceChildren();
  else if (!region.firstChild) region.append(...content);
}
