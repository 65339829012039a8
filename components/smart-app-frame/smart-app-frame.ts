import {
  ReactiveElement,
  type PropertyDeclaration,
  type PropertyDeclarations,
  type PropertyValues,
} from '@lit/reactive-element';
import type {ChannelLimits, DisconnectReason, RequestOptions} from '../channel/types.js';
import {Messaging, type MessagePortMode} from '../element/messaging.js';
import {milliseconds} from '../element/milliseconds.js';
import type {MessageType, RequestPayload, ResponsePayload} from '../protocol/catalog.js';
import type {HandshakePayload} from '../protocol/messages.js';
import {MemoryScratchpad} from '../scratchpad/memory-scratchpad.js';
import type {Scratchpad} from '../scratchpad/scratchpad.js';
import type {Transport} from '../transport/transport.js';
import type {AutoHeight} from './auto-height.js';
import {AppLauncher} from './app-launcher.js';
import {frameTransitions, type FrameAdvice, type SmartAppFrameState} from './app-session.js';
import {DueLaunch, launchProperties} from './due-launch.js';
import {FocusReturn} from './focus-return.js';
import {defaultSandbox, type LaunchMode} from './launch-plan.js';
import {builtInReply, loadServing} from './load-serving.js';
import {isPreview} from './page-preview.js';
import {ScratchpadWatch} from './scratchpad-watch.js';
import {styles} from './styles.js';
import {FrameView} from './view.js';

/**
 * The EHR's side of SMART Web Messaging: shows a SMART app in a frame, or in a window of its own, and serves what it asks.
 * In browsers without `:state()` each state is an attribute, such as `data-state-connected`.
 *
 * @tag smart-app-frame
 * @slot loading - Replaces the text shown while the app loads and connects.
 * @slot connecting - Replaces the text shown while the app connects. Default: that of `loading`.
 * @slot error - Replaces the text of every notice of something wrong that has no slot content of its own.
 * @slot unresponsive - Replaces the notice that the app has not answered.
 * @slot refused - Replaces the notice that the app has refused the connection.
 * @slot failed - Replaces the notice that the app could not be opened. Trying again cannot help, so there is no button.
 * @slot blocked - Replaces the notice that the browser blocked the app's window.
 * @slot lost - Replaces the notice that the app's window was closed or cut off before it connected.
 * @slot ended - Replaces the notice that the app's window was closed, or was cut off from this page, after it had connected.
 * @slot expired - Replaces the notice that `handle-lifetime` is over and the app was closed.
 * @slot quarantined - Replaces the notice that the app has sent far too much and is paused.
 * @slot flood - Replaces the notice that the app went on sending and was closed.
 * @slot retry - Replaces the text of the button that tries again.
 * @slot resume - Replaces the text of the button that hears an app in quarantine again.
 * @csspart frame - The iframe.
 * @csspart loading - The notice while the app loads and connects.
 * @csspart ended - The notice that the app's window is gone after it had connected. It is no error.
 * @csspart error - The notice when something is wrong, with the button that tries again or resumes.
 * @cssState idle - Nothing to show: no `src`, one that could not be opened, or a window that has not been opened.
 * @cssState loading - The app's document is loading.
 * @cssState connecting - It is there, but has not spoken.
 * @cssState connected - It has spoken, with the right handle.
 * @cssState unresponsive - It has not spoken within `connect-timeout`, or has refused the handshake.
 * @cssState closed - It is gone: done, closed, revoked, or the element was removed.
 * @cssState failed - In CSS only, beside the others: it could not be opened, or its window was lost; the error notice says so.
 * @cssState ended - In CSS only, beside `closed`: the app's window was closed, or cut off by Cross-Origin-Opener-Policy, after it had connected. Nothing shows which; a notice that is no alarm names both.
 * @cssState quarantined - In CSS only, beside the others: the app has sent far too much and is not heard any more; the error notice says so, with a button to resume.
 * @fires {SmartRequestEvent} smart-request - Every request of the app that may be served, before the event of its own.
 * @fires {SmartRequestEvent} smart-ui-done - The app is done (section 3). Without a listener's answer: answered, then closed.
 * @fires {SmartRequestEvent} smart-ui-launch-activity - The app asks for an activity of the EHR. Without an answer: not supported.
 * @fires {SmartRequestEvent} smart-scratchpad-create - The app adds a resource. Without an answer: the scratchpad does it.
 * @fires {SmartRequestEvent} smart-scratchpad-read - The app reads. Without an answer: the scratchpad does it.
 * @fires {SmartRequestEvent} smart-scratchpad-update - The app replaces a resource. Without an answer: the scratchpad does it.
 * @fires {SmartRequestEvent} smart-scratchpad-delete - The app removes a resource. Without an answer: the scratchpad does it.
 * @fires {SmartRequestEvent} smart-fhir-http - The app asks to run a Bundle. Without an answer: POSTed to `fhir-base-url`.
 * @fires {SmartRequestEvent} smart-ui-changed-height - The app's content has another height. Without an answer: followed with `auto-height`.
 * @fires {SmartStateChangeEvent} smart-state-change - `state` has changed.
 * @fires {SmartConnectEvent} smart-connect - A document of the app is connected.
 * @fires {SmartDisconnectEvent} smart-disconnect - A connected document is gone, and why.
 * @fires {SmartScratchpadChangeEvent} smart-scratchpad-change - The scratchpad has changed, whoever changed it.
 * @fires {SmartResponseEvent} smart-response - The last answer to a request of the EHR's.
 * @fires {SmartErrorEvent} smart-error - Something failed; the error says what to do.
 * @fires {SmartMessageEvent} smart-message - Every message both ways, refused ones too, the handle masked. Does not bubble; emitted only while somebody listens to it here, or by `observeMessages()`.
 */
export class SmartAppFrame extends ReactiveElement {
  static override readonly styles = styles;

  static override readonly properties: PropertyDeclarations = {
    src: {},
    iss: {},
    launch: {},
    launchMode: {attribute: 'launch-mode'},
    appOrigin: {attribute: 'app-origin'},
    messagingHandle: {attribute: 'messaging-handle'},
    handleLifetime: {attribute: 'handle-lifetime', converter: milliseconds(Infinity)},
    scope: {},
    answers: {},
    fhirBaseUrl: {attribute: 'fhir-base-url'},
    fhirFetch: {attribute: false},
    label: {},
    sandbox: {},
    allow: {},
    referrerPolicy: {attribute: 'referrerpolicy'},
    loading: {useDefault: true},
    autoHeight: {attribute: 'auto-height', type: Boolean, reflect: true, useDefault: true},
    target: {reflect: true, useDefault: true},
    connectTimeout: {attribute: 'connect-timeout', converter: milliseconds(10_000)},
    requestTimeout: {attribute: 'request-timeout', converter: milliseconds(30_000)},
    messagePort: {attribute: 'message-port', useDefault: true},
    handshakePayload: {attribute: false},
    limits: {attribute: false},
    scratchpad: {attribute: false},
    transport: {attribute: false},
  };

  /** The app's (launch) URL, http or https. The app must not be on this page's own origin. */
  src: string | undefined;
  /** FHIR base URL for a SMART EHR launch; appended to `src`. */
  iss: string | undefined;
  /** Launch id for a SMART EHR launch; appended to `src`. */
  launch: string | undefined;
  /** What is appended to `src`: `smart` iss and launch, `query` messaging_handle and messaging_origin, `none` nothing. Default: `smart` with `iss`, else `none`. */
  launchMode: LaunchMode | undefined;
  /** Origins that the app is served on, separated by spaces; never `*` (SWM-6). Default: the origin of `src`. */
  appOrigin: string | undefined;
  /** Milliseconds from a launch until its handle is revoked (SWM-8), as by `revokeHandle()`; from the next launch on. Default: never. */
  handleLifetime = Infinity;
  /** Granted scopes, separated by spaces, as in the token response. Default: none, only `status.*` is served. */
  scope: string | undefined;
  /** Message types that the page's listeners answer, separated by spaces, such as `scratchpad.create`: without `respondWith()` they are refused, and the built-in behaviour never runs. Default: none. */
  answers: string | undefined;
  /** Where `fhir.http` bundles are POSTed. Redirects are not followed; an answer has 60 seconds and 32 Mi bytes. Default: not supported. */
  fhirBaseUrl: string | undefined;
  /** Replaces `fetch` for `fhir.http`, to add authorization. Pass the `init` on to `fetch`: its `signal` and `redirect: 'error'` protect the page and the Bundle. */
  fhirFetch: typeof fetch | undefined;
  /** Accessible name of the frame. Required. */
  label: string | undefined;
  /** Sandbox of the iframe. Default: scripts, same-origin, forms, modals, downloads, storage access and pop-ups that stay in the sandbox, but no top navigation. An app whose pop-ups must leave the sandbox (a sign-in page with its own pop-ups, say) needs `allow-popups-to-escape-sandbox`; in Firefox such a pop-up can navigate the EHR's page. */
  sandbox: string | undefined = defaultSandbox;
  /** Permissions policy of the iframe. Default: none. */
  allow: string | undefined;
  /** Referrer policy of the iframe. Default: `origin`. */
  referrerPolicy: ReferrerPolicy | undefined = 'origin';
  /** When the iframe loads: `eager` or `lazy`. Default: `eager`. */
  loading: 'eager' | 'lazy' | undefined = 'eager';
  /** The frame is as high as the app says that its content is (`ui.changedHeight`, scope `messaging/ui`), between `min-block-size` and `max-block-size` of the part `frame`: 4rem and 10000px unless the page sets others. Default: as high as the page makes it. */
  autoHeight = false;
  /** Where the app is shown: in this `frame`, or in a `window` opened by `open()`. Default: `frame`. */
  target: 'frame' | 'window' | undefined = 'frame';
  /** Milliseconds that an app has to load, and from then on to speak, before it counts as unresponsive. Default: 10000. */
  connectTimeout = 10_000;
  /** Milliseconds until a request to the app fails with `timeout`. Default: 30000. */
  requestTimeout = 30_000;
  /** `auto`: where the other side is this kit, too, messages travel by a MessagePort, which is faster; `off`: always by `window.postMessage`, as with `target="window"`. From the next connection on. Default: `auto`. */
  messagePort: MessagePortMode | undefined = 'auto';
  /** What goes into the EHR's own handshakes, asked and answered (SWM-10, SWM-13). Default: `{}`. */
  handshakePayload: HandshakePayload = {};
  /** Bounds of what one app may take up, from the next launch on. Default: those of `ChannelLimits`. */
  limits: Partial<ChannelLimits> = {};
  /** The store behind `scratchpad.*`. Assign one to share it between frames. Default: a new `MemoryScratchpad`. */
  scratchpad: Scratchpad = new MemoryScratchpad();
  /** Leads to an app that runs elsewhere, instead of a frame: for tests and native shells. With `app-origin`, messages from other origins (or without one) are not served. Default: none. */
  transport: Transport | undefined;

  readonly #messaging = new Messaging<SmartAppFrameState, FrameAdvice>(
    this,
    frameTransitions,
    'idle',
    () => import('./advice.js'),
  );
  readonly #launcher = new AppLauncher(this, this.#messaging, (request) =>
    builtInReply(request, this, {
      leave: () => this.#leave(),
      height: this.autoHeight && this.#iframe ? this.#height : undefined,
      resize: () => this.requestUpdate(),
      report: (error) => this.#messaging.report(error),
    }),
  );
  readonly #height: {rule?: AutoHeight} = {};
  readonly #dueLaunch = new DueLaunch(this);
  readonly #focusReturn = new FocusReturn(this);
  readonly #scratchpadWatch = new ScratchpadWatch((event) => this.#messaging.emit(event));
  #view: FrameView | undefined;
  #focusOnLoad: (() => void) | undefined;

  /** The handle that the app is given (SWM-8). Another one goes to the document that is there, and ends the connection; with `launch-mode="query"` the app is launched again. Set one for the next launch in the same task as `src` or `launch`, or after them; one that the document before has is a warning. One that the page has set stays until the page sets another. Default: 256 random bits, others for each launch. Read them right after `reload()`, `open()` or a new `src` or `launch`, and give them to your server. The button that tries again keeps one that the page has read, unless it was revoked. */
  get messagingHandle(): string {
    return this.#launcher.handle.read();
  }

  set messagingHandle(handle: string | null | undefined) {
    this.#launcher.handle.set(handle);
  }

  /** `idle`, `loading`, `connecting`, `connected`, `unresponsive` or `closed`; also `:state(…)` in CSS. */
  get state(): SmartAppFrameState {
    return this.#messaging.state;
  }

  /** What the app's handshake said (SWM-13); empty before it. */
  get peerHandshake(): HandshakePayload {
    return this.#messaging.peerHandshake;
  }

  /** The member of that name in `peerHandshake`, such as `{extraction: true}` of a form renderer; `undefined` without one. */
  get capabilities(): object | undefined {
    return this.#messaging.capabilities;
  }

  /** The app has sent far too much (`limits.maxRefusals`): nothing of it is heard until `resume()` or the next launch. */
  get quarantined(): boolean {
    return this.#messaging.channel?.quarantined === true;
  }

  override connectedCallback(): void {
    this.#messaging.queue.run(() => {
      super.connectedCallback();
      this.#messaging.unmarkCopy();
      this.#dueLaunch.ask('removed');
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    this.#messaging.queue.run(() => {
      super.disconnectedCallback();
      this.#focusOnLoad = undefined;
      this.#scratchpadWatch.watch(undefined);
      this.#launcher.abandon();
    });
  }

  /** `moveBefore()` keeps the iframe's document: there is nothing to end and nothing to begin. */
  connectedMoveCallback(): void {}

  /** The handle of a launch that is due can be read at once. */
  override requestUpdate(
    name?: PropertyKey,
    oldValue?: unknown,
    ...rest: [PropertyDeclaration?, boolean?, unknown?]
  ): void {
    super.requestUpdate(name, oldValue, ...rest);
    const launches = launchProperties.some((property) => property === name && this[property] !== oldValue);
    if (launches && this.hasUpdated) this.#launcher.handle.renew();
  }

  /** Lit reads every property before the first update; that does not give the handle to anyone. */
  protected override performUpdate(): void {
    const {handle} = this.#launcher;
    handle.countsReads = false;
    this.#messaging.queue.run(() => super.performUpdate());
    handle.countsReads = true;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#launcher.handle.countsReads = true;
    this.sandbox ??= defaultSandbox;
    this.referrerPolicy ??= 'origin';
    if (!this.isConnected || this.#waitsForPage()) return;
    this.#scratchpadWatch.watch(this.scratchpad);
    if (!this.hasUpdated || changed.has('fhirBaseUrl')) this.#loadWhatServes();
    const launched = this.#dueLaunch.make(changed, (reason) => {
      if (reason !== 'reload') this.#height.rule?.reset();
      this.#launcher.prepare(reason);
    });
    if (!launched && (changed.has('appOrigin') || changed.has('messagingHandle'))) this.#launcher.adjust();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    this.shadowRoot?.replaceChildren(); // the server's placeholder
    const root = super.createRenderRoot();
    this.#view = new FrameView(root as DocumentFragment, {
      onRetry: () => this.#launcher.handle.keepDuring(() => this.#retry()),
      onResume: () => {
        this.resume();
        this.focus();
      },
      onLoad: () => this.#loaded(),
    });
    return root;
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    this.#show();
  }

  protected override updated(): void {
    const frame = this.#iframe?.contentWindow;
    if (frame && !this.#launcher.session) this.#launcher.start(frame);
    this.#messaging.advise((advice) => advice.settingAdvice(this));
  }

  /**
   * Asks the app. Waits until it is connected, and resolves with the payload of its last answer as it came, refusals too.
   *
   * @throws {SmartMessagingError} `timeout`, `unavailable`, `disconnected`, `aborted`, `invalid-request`,
   *   `invalid-response`, `not-cloneable` or `limit`.
   */
  async request<T extends MessageType, P extends RequestPayload<T>>(
    messageType: T,
    payload: P,
    options?: RequestOptions,
  ): Promise<ResponsePayload<T>> {
    if (!this.#launcher.session && this.isConnected) await this.updateComplete;
    return this.#messaging.request(messageType, payload, options, (answer) => answer as ResponsePayload<T>);
  }

  /** With `target="window"`: opens the app's window, or brings it to the front. Call it from a click, right after a new `src` or `launch`: then the window of the earlier launch is closed and a new one opened. Returns whether there is a window. */
  open(): boolean {
    return this.#messaging.queue.run(() => {
      this.#launchWhatIsDue();
      return this.isConnected && !isPreview() && this.#launcher.open();
    });
  }

  /** Launches the app again, in a window of its own if one is open; with a new handle unless the page has set it. */
  reload(): void {
    this.#dueLaunch.ask('reload');
    this.#launcher.handle.renew();
    this.requestUpdate();
  }

  /** Ends the connection and takes the app off the page, without asking it. */
  close(): void {
    this.#finish('closed');
  }

  /** Serves nothing with the present handle any more, from this call on (SWM-8), and takes the app off the page. */
  revokeHandle(): void {
    this.#finish('revoked');
  }

  /** Hears an app in quarantine again. What it sent in between is lost. */
  resume(): void {
    this.#messaging.queue.run(() => {
      this.#messaging.channel?.resume();
      if (this.#launcher.session?.there) this.#launcher.session.connect();
    });
  }

  /** Moves the focus into the app, once it has loaded and if the focus has stayed where it is; it returns to where it was when the app is done. */
  override focus(options?: FocusOptions): void {
    this.#focusReturn.remember();
    this.#messaging.queue.run(() => this.#launchWhatIsDue());
    this.#launcher.appWindow?.window.focus();
    if (this.#launcher.session?.there) {
      this.#iframe?.focus(options);
      return;
    }
    const before = this.#focusReturn.focused;
    this.#focusOnLoad = () => {
      if (this.#focusReturn.focused === before) this.#iframe?.focus(options);
    };
  }

  get #iframe(): HTMLIFrameElement | undefined {
    return this.#view?.iframe;
  }

  /** A copy of the page that is shown ahead of it launches nothing: the real page does. */
  #waitsForPage(): boolean {
    if (this.#launcher.launches > 0 || !isPreview()) return false;
    loadServing().then(
      ({afterPreview}) => afterPreview(() => this.requestUpdate()),
      () => undefined,
    );
    return true;
  }

  #retry(): void {
    if (this.target !== 'window') this.reload();
    this.open(); // in a frame, that only launches what is due
  }

  #loadWhatServes(): void {
    loadServing()
      .then(({loadFhirHttp}) => (this.fhirBaseUrl ? loadFhirHttp() : undefined))
      .catch(() => undefined);
  }

  #launchWhatIsDue(): void {
    if (this.isUpdatePending && this.isConnected) this.performUpdate();
  }

  #show(): void {
    const {plan, framed, launches, leaving, problem, session} = this.#launcher;
    const {state, label, sandbox, allow, referrerPolicy, loading} = this;
    this.#view?.update({
      state,
      label: label ?? '',
      problem,
      isHopeless: problem?.name === 'failed' || plan?.warning !== undefined,
      refused: session?.refused,
      quarantined: this.quarantined,
      launch: framed ? launches : undefined,
      attributes: {
        sandbox: sandbox ?? '',
        allow: allow ?? '',
        referrerpolicy: referrerPolicy ?? '',
        loading: loading ?? 'eager',
        src: plan?.url ?? '',
      },
      hidden: leaving,
      height: this.autoHeight ? this.#height.rule?.height : undefined,
    });
  }

  #loaded(): void {
    this.#messaging.queue.run(() => this.#launcher.session?.loaded());
    this.#focusOnLoad?.();
    this.#focusOnLoad = undefined;
  }

  #finish(reason: DisconnectReason): void {
    this.#messaging.queue.run(() => {
      this.#dueLaunch.callOff(this.isUpdatePending);
      this.#focusOnLoad = undefined;
      this.#focusReturn.restore();
      this.#launcher.finish(reason);
    });
  }

  /** The app's word may arrive before the browser has moved the focus into the app for the click that it came of. */
  #leave(): void {
    this.#focusReturn.restore();
    this.#launcher.leave(() => this.#focusReturn.restore());
  }
}
