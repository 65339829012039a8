import type {Scratchpad} from '../../components/scratchpad/index.js';
import type {SmartAppFrame} from '../../components/smart-app-frame/smart-app-frame.js';
import {createFrame} from './app-frames.js';
import {bindAccess} from './bound-access.js';
import {beginLaunch, type LaunchNews} from './launches.js';

const clientId = 'dose-adjustment';

const stateTexts: Record<string, string> = {
  idle: 'Not open',
  loading: 'Loading',
  connecting: 'Connecting',
  connected: 'Connected',
  unresponsive: 'Not answering',
  closed: 'Closed',
};

/** What the chart lends an app, whichever way it is opened. */
export interface AppContext {
  patientId: string;
  scratchpad: Scratchpad;
  /** Of messages, what the clinician lets apps use at this moment. */
  permitted(): string;
}

const part = <E extends HTMLElement = HTMLElement>(pane: HTMLElement, name: string): E => {
  const element = pane.querySelector<E>(`[data-part=${name}]`);
  if (!element) throw new Error(`The page lacks its part "${name}".`);
  return element;
};

/** One way of running the app: its frame, the button that opens it, and what the page says of its state. */
class AppPane {
  protected readonly state: HTMLElement;
  protected readonly place: HTMLElement;
  readonly #access: HTMLElement;
  protected frame: SmartAppFrame | undefined;
  readonly #context: AppContext;
  #granted = '';
  #opener: HTMLElement | undefined;

  constructor(pane: HTMLElement, context: AppContext) {
    this.#context = context;
    this.state = part(pane, 'state');
    this.place = part(pane, 'place');
    this.#access = part(pane, 'access');
    part(pane, 'close').addEventListener('click', () => this.frame?.close());
    part(pane, 'end-access').addEventListener('click', () => {
      if (!this.frame || this.frame.state === 'closed') return;
      this.frame.revokeHandle();
      this.tell('Access ended. The app’s token and its messages are refused from now on.');
    });
  }

  /** To be called when the clinician permits more or less than before. */
  permit(): void {
    if (!this.frame) return;
    const permitted = this.#context.permitted().split(' ');
    const served = this.#granted.split(' ').filter((scope) => permitted.includes(scope));
    this.frame.setAttribute('scope', served.join(' '));
  }

  /** Says what became of the app's access. */
  protected tell(text: string): void {
    this.#access.textContent = text;
  }

  /** Launches the app anew: a launch is good for one run. */
  protected async mount(target: 'frame' | 'window', opener: HTMLElement): Promise<SmartAppFrame> {
    this.#opener = opener;
    this.#granted = '';
    const before = this.frame;
    this.frame = undefined;
    before?.remove();
    this.tell('');
    const launch = await beginLaunch(clientId, this.#context.patientId);
    const frame = createFrame(launch, target, this.#context.scratchpad);
    this.frame = frame;
    frame.addEventListener('smart-state-change', ({detail}) => {
      if (this.frame === frame) this.show(detail.state);
    });
    bindAccess(frame, launch.launch, (news) => this.#hear(news));
    this.place.append(frame);
    return frame;
  }

  protected show(state: string): void {
    const asking = state === 'connecting' && !this.#granted;
    this.state.textContent = asking ? 'Asks you' : (stateTexts[state] ?? state);
    this.state.dataset['state'] = state;
    if (state === 'closed') this.#opener?.focus();
  }

  #hear({state, scope}: LaunchNews): void {
    if (state === 'granted') {
      this.#granted = scope;
      this.permit();
    } else {
      this.tell(
        state === 'denied' ? 'You did not allow the app. Nothing was shared with it.' : 'The app’s access has ended.',
      );
    }
  }
}

/** The app beside the chart. */
export class SidePane extends AppPane {
  readonly #pane: HTMLElement;
  readonly #closed: HTMLElement;
  readonly #open: HTMLElement;
  readonly #launch: HTMLElement;
  readonly #notice: HTMLElement;

  constructor(pane: HTMLElement, context: AppContext) {
    super(pane, context);
    this.#pane = pane;
    this.#closed = part(pane, 'closed');
    this.#open = part(pane, 'open');
    this.#launch = part(pane, 'launch');
    this.#notice = part(pane, 'notice');
    this.#launch.addEventListener('click', () => void this.launch());
    part(pane, 'reload').addEventListener('click', () => void this.launch());
  }

  /** What came of something that was begun in the app; the chart announces it, this only shows it. */
  set notice(text: string) {
    this.#notice.textContent = text;
  }

  async launch(opener = this.#launch): Promise<void> {
    this.notice = '';
    this.#closed.hidden = true;
    this.#open.hidden = false;
    // The focus waits beside the app until the app is there; what it may do is asked right after, in its place.
    this.#pane.focus({preventScroll: true});
    const besideTheChart = matchMedia('(min-width: 68rem) and (min-height: 40rem)').matches;
    this.#open.scrollIntoView({block: besideTheChart ? 'nearest' : 'start'});
    try {
      const frame = await this.mount('frame', opener);
      frame.addEventListener('smart-connect', () => this.#moveIn(frame), {once: true});
    } catch (error) {
      this.show('closed');
      this.tell(String(error));
    }
  }

  /** Only from where the focus was left, or where it got lost as the browser put the app's document in place of the question. */
  #moveIn(frame: SmartAppFrame): void {
    const {activeElement} = document;
    if (activeElement === frame || activeElement === document.body) this.#pane.focus({preventScroll: true});
    if (document.activeElement === this.#pane) frame.focus();
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
  readonly #problem: HTMLElement;

  constructor(pane: HTMLElement, context: AppContext) {
    super(pane, context);
    const button = part(pane, 'open-window');
    this.#problem = part(pane, 'problem');
    button.addEventListener('click', () => void this.#open(button));
  }

  async #open(button: HTMLElement): Promise<void> {
    try {
      const isRunning = this.frame && this.frame.state !== 'closed';
      const frame = isRunning ? this.frame : await this.mount('window', button);
      this.#problem.textContent = frame?.open()
        ? ''
        : 'The browser blocked the window. Allow pop-ups for this page and try again.';
    } catch (error) {
      this.#problem.textContent = String(error);
    }
  }
}
