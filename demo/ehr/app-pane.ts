import type {SmartAppFrame} from '../../components/smart-app-frame/smart-app-frame.js';
import {createFrame, type AppGrant} from './app-frames.js';

const stateTexts: Record<string, string> = {
  idle: 'Not open',
  loading: 'Loading',
  connecting: 'Connecting',
  connected: 'Connected',
  unresponsive: 'Not answering',
  closed: 'Closed',
};

const part = <E extends HTMLElement = HTMLElement>(pane: HTMLElement, name: string): E => {
  const element = pane.querySelector<E>(`[data-part=${name}]`);
  if (!element) throw new Error(`The page lacks its part "${name}".`);
  return element;
};

/** One way of running the app: its frame, the button that opens it, and what the page says of its state. */
class AppPane {
  protected readonly state: HTMLElement;
  protected readonly place: HTMLElement;
  protected readonly grant: () => AppGrant;
  protected frame: SmartAppFrame | undefined;
  #opener: HTMLElement | undefined;

  constructor(pane: HTMLElement, grant: () => AppGrant) {
    this.state = part(pane, 'state');
    this.place = part(pane, 'place');
    this.grant = grant;
  }

  set scope(scope: string) {
    this.frame?.setAttribute('scope', scope);
  }

  protected mount(target: 'frame' | 'window', opener: HTMLElement): SmartAppFrame {
    this.#opener = opener;
    this.frame?.remove();
    const frame = createFrame(this.grant(), target);
    this.frame = frame;
    frame.addEventListener('smart-state-change', ({detail}) => {
      if (this.frame === frame) this.show(detail.state);
    });
    this.place.append(frame);
    return frame;
  }

  protected show(state: string): void {
    this.state.textContent = stateTexts[state] ?? state;
    this.state.dataset['state'] = state;
    if (state === 'closed') this.#opener?.focus();
  }
}

/** The app beside the chart. */
export class SidePane extends AppPane {
  readonly #pane: HTMLElement;
  readonly #closed: HTMLElement;
  readonly #open: HTMLElement;
  readonly #launch: HTMLElement;
  readonly #notice: HTMLElement;

  constructor(pane: HTMLElement, grant: () => AppGrant) {
    super(pane, grant);
    this.#pane = pane;
    this.#closed = part(pane, 'closed');
    this.#open = part(pane, 'open');
    this.#launch = part(pane, 'launch');
    this.#notice = part(pane, 'notice');
    this.#launch.addEventListener('click', () => this.launch());
    part(pane, 'close').addEventListener('click', () => this.frame?.close());
    part(pane, 'reload').addEventListener('click', () => this.frame?.reload());
  }

  /** What came of something that was begun in the app; the chart announces it, this only shows it. */
  set notice(text: string) {
    this.#notice.textContent = text;
  }

  launch(opener = this.#launch): void {
    const frame = this.mount('frame', opener);
    this.notice = '';
    this.#closed.hidden = true;
    this.#open.hidden = false;
    // The focus waits beside the app until there is something to move into, and only moves if it was left there.
    this.#pane.focus({preventScroll: true});
    const besideTheChart = matchMedia('(min-width: 68rem) and (min-height: 40rem)').matches;
    this.#open.scrollIntoView({block: besideTheChart ? 'nearest' : 'start'});
    const moveIn = () => {
      if (document.activeElement === this.#pane) frame.focus();
    };
    frame.addEventListener('smart-connect', moveIn, {once: true});
  }

  protected override show(state: string): void {
    const closed = state === 'closed';
    this.#closed.hidden = !closed;
    this.#open.hidden = closed;
    super.show(state);
  }
}

/** The app in a window of its own. */
export class WindowPane extends AppPane {
  constructor(pane: HTMLElement, grant: () => AppGrant) {
    super(pane, grant);
    const button = part(pane, 'open-window');
    const problem = part(pane, 'problem');
    button.addEventListener('click', () => {
      const opened = (this.frame ?? this.mount('window', button)).open();
      problem.textContent = opened ? '' : 'The browser blocked the window. Allow pop-ups for this page and try again.';
    });
    part(pane, 'close').addEventListener('click', () => this.frame?.close());
  }
}
