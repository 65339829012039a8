import {after, duration} from '../channel/timer.js';
import type {DisconnectReason, Reply, ServedRequest} from '../channel/types.js';
import type {MessagePortMode, Messaging} from '../element/messaging.js';
import {SmartMessagingError} from '../protocol/errors.js';
import type {HandshakePayload} from '../protocol/messages.js';
import type {Transport} from '../transport/transport.js';
import {WindowTransport, type WindowTransportOptions} from '../transport/window-transport.js';
import {AppSession, type FrameAdvice, type SmartAppFrameState} from './app-session.js';
import {AppWindow} from './app-window.js';
import {LaunchHandle} from './launch-handle.js';
import {listedOrigins, planLaunch, type LaunchPlan, type LaunchSettings} from './launch-plan.js';
import {problems, type Problem} from './problems.js';
import type {Notice} from './view.js';

/** How long a document that is done is kept, hidden: in the same task the answer to `ui.done` would go with it. */
const farewell = 100;

/** What the launcher reads of the element, at the moment that it needs it. */
export interface LauncherSettings extends Omit<LaunchSettings, 'src'>, Pick<HTMLElement, 'getAttribute'> {
  src: string | undefined;
  label: string | undefined;
  scope: string | undefined;
  connectTimeout: number;
  handleLifetime: number;
  messagePort: MessagePortMode | undefined;
  handshakePayload: HandshakePayload;
  target: 'frame' | 'window' | undefined;
  loading: 'eager' | 'lazy' | undefined;
  transport: Transport | undefined;
  requestUpdate(): void;
}

interface StartOptions {
  occupied?: boolean;
  origins?: readonly string[] | undefined;
}

/** From the settings to a running app and back: plans a launch, opens and watches windows, ends what is over. */
export class AppLauncher {
  plan: LaunchPlan | undefined;
  /** Why there is no app, for the person in front of the page. */
  problem: Notice | undefined;
  /** Counts the launches: each gets an iframe of its own, so that none adds to the page's history. */
  launches = 0;
  session: AppSession | undefined;
  appWindow: AppWindow | undefined;
  readonly handle = new LaunchHandle();
  #farewell: ReturnType<typeof setTimeout> | undefined;
  #stopExpiry = (): void => undefined;
  readonly #settings: LauncherSettings;
  readonly #messaging: Messaging<SmartAppFrameState, FrameAdvice>;
  readonly #builtIn: (request: ServedRequest) => Reply;

  constructor(
    settings: LauncherSettings,
    messaging: Messaging<SmartAppFrameState, FrameAdvice>,
    builtIn: (request: ServedRequest) => Reply,
  ) {
    this.#settings = settings;
    this.#messaging = messaging;
    this.#builtIn = builtIn;
  }

  get framed(): boolean {
    return this.plan !== undefined && this.#settings.target !== 'window';
  }

  /** The app is done, its document only waits for its last answer to leave. */
  get leaving(): boolean {
    return this.#farewell !== undefined;
  }

  /** Ends what runs and plans anew. A frame starts once it is rendered, an open window goes to the new address. */
  prepare(reason: DisconnectReason): void {
    const {target, transport} = this.#settings;
    this.#endSession(reason);
    this.#setProblem(undefined);
    this.handle.renew();
    this.plan = transport ? undefined : this.#makePlan();
    this.launches++;
    if (target !== 'window') this.#releaseWindow();
    const openWindow = this.appWindow?.window;
    this.#messaging.state = transport || this.framed ? 'loading' : 'idle';
    if (transport) this.#startOver();
    if (this.plan && openWindow) this.#startIn(openWindow, true);
  }

  /**
   * Begins to talk with the app in a window, or over the transport that was given instead. Where the window is occupied
   * by an earlier document, nothing is sent or heard until `#enter()`; requests wait.
   */
  start(peer: Window | undefined, {occupied = false, origins = this.plan?.origins}: StartOptions = {}): void {
    const {transport} = this.#settings;
    const openTransport = transport
      ? () => transport
      : peer && ((options: WindowTransportOptions) => new WindowTransport(peer, options));
    if (!openTransport) return;
    this.session = new AppSession({
      messaging: this.#messaging,
      transport,
      openTransport,
      origins,
      settings: this.#settings,
      unwatched: !transport && this.#settings.target === 'window',
      handle: this.handle,
      builtIn: this.#builtIn,
      onFlood: () => this.#stop('closed', problems.flood),
      onBlocked: (origin) => {
        if (this.framed) this.#stop('closed', problems.framePolicy(origin));
      },
      checks: (advice, isLoaded, blocked) => this.#checks(advice, isLoaded, blocked),
      patient: this.#settings.loading === 'lazy' && this.#settings.target !== 'window',
      occupied,
    });
    this.#spendHandle();
    if (!occupied) this.#limitHandle();
  }

  open(): boolean {
    if (this.#settings.target !== 'window' || this.#settings.transport) return false;
    const {appWindow} = this;
    if (!appWindow) {
      this.handle.renew();
      this.plan ??= this.#makePlan();
      if (!this.plan) return false;
    }
    const isStuck = this.#messaging.state === 'unresponsive';
    // Through Back, earlier documents in the history of an occupied window would get into the new launch.
    const needsWindow = !appWindow || (appWindow.occupied && (isStuck || mayOpen()));
    const opened = needsWindow && this.plan ? openTab(this.plan.url) : null;
    if (appWindow && !opened && !(needsWindow && isStuck)) {
      appWindow.window.focus();
      return true;
    }
    if (!opened) {
      this.#fail(problems.blocked);
      return false;
    }
    this.#setProblem(undefined);
    this.#releaseWindow();
    this.#endSession('reload');
    this.#startIn(opened);
    return true;
  }

  /** The origins or the handle are others now. */
  adjust(): void {
    try {
      if (this.plan) this.plan.origins = planLaunch({...this.#launchSettings(), src: this.plan.url}).origins;
      const origins = this.plan ? this.plan.origins : listedOrigins(this.#settings.appOrigin);
      if (!this.session?.rebind(origins)) return;
      this.#spendHandle();
      this.#limitHandle();
    } catch (error) {
      this.finish('closed');
      this.#fail(problems.invalid(error as SmartMessagingError));
    }
  }

  /** Finishes once the answer that is being given has left. */
  leave(onGone: () => void): void {
    const end = (): void => {
      onGone();
      this.finish('closed');
    };
    this.#farewell ??= setTimeout(() => this.#messaging.queue.run(end), farewell);
    this.#settings.requestUpdate();
  }

  /** Ends the connection and takes the app off the page. */
  finish(reason: DisconnectReason): void {
    if (reason === 'revoked') this.handle.revoke();
    const {appWindow} = this;
    this.appWindow = undefined;
    this.#endSession(reason);
    appWindow?.close();
    this.plan = undefined;
    this.#setProblem(undefined);
    this.#messaging.state = 'closed';
  }

  /** The element left the page. A window of its own stays: whoever works in it is not interrupted. */
  abandon(): void {
    this.#releaseWindow();
    this.#endSession('removed');
    this.plan = undefined;
    this.#messaging.state = 'closed';
  }

  #spendHandle(): void {
    const {src, iss, launch} = this.#settings;
    if (this.handle.spend(JSON.stringify([src, iss, launch]))) this.#messaging.advise(({sameHandle}) => sameHandle);
  }

  /** The handle has been given out: its time runs from here. */
  #limitHandle(): void {
    this.#stopExpiry();
    const lifetime = duration(this.#settings.handleLifetime, Infinity);
    this.#stopExpiry = after(lifetime, () => this.#stop('revoked', problems.expired));
  }

  #stop(reason: DisconnectReason, problem: Problem): void {
    this.#messaging.queue.run(() => {
      this.finish(reason);
      this.#fail(problem);
    });
  }

  /** Over the transport that was given. */
  #startOver(): void {
    let origins: string[] | undefined;
    try {
      origins = listedOrigins(this.#settings.appOrigin);
    } catch (error) {
      this.#messaging.state = 'idle';
      this.#fail(problems.invalid(error as SmartMessagingError));
      return;
    }
    this.start(undefined, {origins});
  }

  #startIn(window: Window, occupied = false): void {
    this.appWindow?.release();
    const run = (transition: () => void): void => this.#messaging.queue.run(transition);
    this.appWindow = new AppWindow(window, {
      onEmpty: occupied ? () => run(() => this.#enter(window)) : undefined,
      onNavigated: () => run(() => this.session?.connect()),
      onClosed: () => run(() => this.#windowClosed()),
    });
    this.start(window, {occupied});
  }

  /** The window is proven empty. */
  #enter(window: Window): void {
    if (!this.plan || !this.session) return;
    this.#setProblem(undefined);
    this.session.enter();
    this.#limitHandle();
    window.location.replace(this.plan.url);
  }

  #windowClosed(): void {
    const {leaving} = this;
    const neverConnected = this.#messaging.state !== 'connected';
    this.finish(neverConnected ? 'lost' : 'closed');
    if (!leaving) this.#fail(neverConnected ? problems.lost : problems.ended);
  }

  /** One that is being emptied would stay empty for ever. */
  #releaseWindow(): void {
    if (this.appWindow?.occupied) this.appWindow.close();
    else this.appWindow?.release();
    this.appWindow = undefined;
  }

  #endSession(reason: DisconnectReason): void {
    clearTimeout(this.#farewell);
    this.#stopExpiry();
    this.#farewell = undefined;
    this.session?.end(reason);
    this.session = undefined;
    this.#messaging.close(reason);
  }

  #makePlan(): LaunchPlan | undefined {
    const {src} = this.#settings;
    if (!src) return undefined;
    try {
      const plan = planLaunch({...this.#launchSettings(), src});
      if (plan.warning) this.#messaging.report(plan.warning);
      return plan;
    } catch (error) {
      this.#fail(problems.invalid(error as SmartMessagingError));
      return undefined;
    }
  }

  #launchSettings(): Omit<LaunchSettings, 'src'> {
    const {iss, launch, launchMode, appOrigin, sandbox, target} = this.#settings;
    const messagingHandle = this.handle.value;
    return {iss, launch, launchMode, appOrigin, messagingHandle, sandbox: target === 'window' ? undefined : sandbox};
  }

  #checks({silenceChecks}: FrameAdvice, isLoaded: boolean, blocked: string | undefined): string {
    const {target, transport, launchMode} = this.#settings;
    const url = transport ? undefined : this.plan?.url;
    const lacksHandle = isLoaded && url !== undefined && launchMode !== 'query' && this.handle.isUnknown;
    return silenceChecks({url, isFramed: target !== 'window', isLoaded, lacksHandle, blocked});
  }

  #fail({name, text, error, isExpected}: Problem): void {
    this.#setProblem({name, text: text(this.#settings.label || 'The app')});
    if (error) this.#messaging.report(error(), !isExpected);
  }

  #setProblem(problem: Notice | undefined): void {
    this.problem = problem;
    const isEnded = problem?.name === 'ended';
    this.#messaging.mark('failed', problem !== undefined && !isEnded);
    this.#messaging.mark('ended', isEnded);
    this.#settings.requestUpdate();
  }
}

/** A click or key press lets the page open a window. */
const mayOpen = (): boolean => (navigator as Partial<Navigator>).userActivation?.isActive === true;

/** In a page whose own sandbox lacks allow-popups, Firefox throws. */
function openTab(url: string): Window | null {
  try {
    return window.open(url, '_blank');
  } catch {
    return null;
  }
}
