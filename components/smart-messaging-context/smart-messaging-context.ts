import {ContextProvider} from '@lit/context';
import {css, ReactiveElement, type PropertyDeclarations, type PropertyValues} from '@lit/reactive-element';
import {Deferred} from '../channel/deferred.js';
import {after, duration} from '../channel/timer.js';
import type {ChannelLimits, RequestOptions} from '../channel/types.js';
import {Messaging, usesPort, type MessagePortMode} from '../element/messaging.js';
import {milliseconds} from '../element/milliseconds.js';
import type {MessageType, RequestPayload, ResponsePayload} from '../protocol/catalog.js';
import {SmartMessagingError} from '../protocol/errors.js';
import type {Transitions} from '../element/transitions.js';
import type {HandshakePayload} from '../protocol/messages.js';
import {parseOrigin} from '../protocol/origins.js';
import type {Transport} from '../transport/transport.js';
import {WindowTransport} from '../transport/window-transport.js';
import {CommandButtons, loadCommands} from './command-buttons.js';
import {smartMessagingContext} from './context-key.js';
import {documentExtensions} from './document-identity.js';
import type {HeightReports} from './height-reports.js';
import {ehrWindow, launchParameters, type LaunchParameters} from './launch-parameters.js';
import {loadWorking} from './load-working.js';
import {
  fhirRequests,
  scratchpadRequests,
  uiRequests,
  type Ask,
  type FhirRequests,
  type ScratchpadRequests,
  type UiRequests,
} from './named-requests.js';

/** Loaded once the context works. */
type ContextAdvice = typeof import('./advice.js');

export type SmartMessagingContextState = 'idle' | 'connecting' | 'connected' | 'unavailable' | 'closed';

/** An EHR may speak after it was given up; a context that is off the page is `idle` first when it comes back. */
const transitions: Transitions<SmartMessagingContextState> = {
  idle: ['connecting', 'unavailable', 'closed'],
  connecting: ['idle', 'connected', 'unavailable', 'closed'],
  connected: ['idle', 'unavailable', 'closed'],
  unavailable: ['idle', 'connecting', 'connected', 'closed'],
  closed: ['idle'],
};

/**
 * The app's side of SMART Web Messaging: wraps the app, connects it with the EHR that frames or opened it, and asks.
 * In browsers without `:state()` each state is an attribute, such as `data-state-connected`.
 *
 * @tag smart-messaging-context
 * @slot - The app.
 * @cssState idle - Launch parameters are missing.
 * @cssState connecting - Shaking hands.
 * @cssState connected - The EHR has spoken.
 * @cssState unavailable - There is no EHR, or none that answers.
 * @cssState closed - The element was removed, or the EHR's window was found closed by a request.
 * @cssState quarantined - In CSS only, beside the others: the EHR has sent far too much and is not heard any more.
 * @fires {SmartRequestEvent} smart-request - Every request of the EHR, before the event of its own (`smart-` and the type in kebab-case).
 * @fires {SmartStateChangeEvent} smart-state-change - `state` has changed.
 * @fires {SmartConnectEvent} smart-connect - The EHR is connected.
 * @fires {SmartDisconnectEvent} smart-disconnect - The connection is over, and why.
 * @fires {SmartResponseEvent} smart-response - The last answer to a request of the app's, refusals too.
 * @fires {SmartErrorEvent} smart-error - A request or the connection failed; the error says what to do.
 * @fires {SmartMessageEvent} smart-message - Every message both ways, refused ones too, the handle masked. Does not bubble; emitted only while somebody listens to it here, or by `observeMessages()`.
 */
export class SmartMessagingContext extends ReactiveElement {
  static override readonly styles = css`
    :host {
      display: contents;
    }

    :host([hidden]) {
      display: none;
    }
  `;

  static override readonly properties: PropertyDeclarations = {
    messagingHandle: {attribute: 'messaging-handle'},
    messagingOrigin: {attribute: 'messaging-origin'},
    tokenResponse: {attribute: false},
    connectTimeout: {attribute: 'connect-timeout', converter: milliseconds(10_000)},
    requestTimeout: {attribute: 'request-timeout', converter: milliseconds(30_000)},
    handshake: {useDefault: true},
    commands: {},
    autoHeight: {attribute: 'auto-height', type: Boolean},
    messagePort: {attribute: 'message-port', useDefault: true},
    handshakePayload: {attribute: false},
    limits: {attribute: false},
    transport: {attribute: false},
  };

  /** The handle from the launch (`smart_web_messaging_handle`). Default: from `tokenResponse`; where neither it nor `messaging-origin` is known from there, from the page's query, `messaging_handle`. */
  messagingHandle: string | undefined;
  /** The EHR's origin from the launch (`smart_web_messaging_origin`). Default: from `tokenResponse`; where neither it nor `messaging-handle` is known from there, from the page's query, `messaging_origin`. */
  messagingOrigin: string | undefined;
  /** The OAuth token response with the launch parameters, such as fhirclient's `client.state.tokenResponse`. */
  tokenResponse: object | undefined;
  /** Milliseconds until an EHR that does not shake hands counts as unavailable. Default: 10000. */
  connectTimeout = 10_000;
  /** Milliseconds until a request fails with `timeout`. Default: 30000. */
  requestTimeout = 30_000;
  /** `optional` for EHRs that never answer a handshake: requests do not wait for one. Default: `required`. */
  handshake: 'required' | 'optional' = 'required';
  /** Message types that buttons with `commandfor` may ask, separated by spaces, such as `scratchpad.create ui.launchActivity`. Default: none; `ui.done` always works. */
  commands: string | undefined;
  /** Tells the EHR how high the page's content is (`ui.changedHeight`), now and when it changes, until the EHR refuses. Default: it does not. */
  autoHeight = false;
  /** `auto`: where the other side is this kit, too, messages travel by a MessagePort, which is faster; `off`: always by `window.postMessage`. From the next connection on. Default: `auto`. */
  messagePort: MessagePortMode | undefined = 'auto';
  /** What goes into the app's own handshakes, asked and answered (SWM-10, SWM-13). Default: `{}`. */
  handshakePayload: HandshakePayload = {};
  /** Bounds, from the next connection on. Default: those of `ChannelLimits`. */
  limits: Partial<ChannelLimits> = {};
  /** Leads to an EHR that is not this page's parent or opener: for tests and native shells. It needs a messaging handle; where the messaging origin is known, messages from other origins (or without one) are not served. Default: none. */
  transport: Transport | undefined;

  readonly #ask: Ask = (messageType, payload, options, read) => this.#request(messageType, payload, options, read);

  /** Requests of the group `ui`; they reject with `refused` when the EHR does not do it (section 3). */
  readonly ui: UiRequests = uiRequests(this.#ask);
  /** Requests of the group `scratchpad`; they reject with `refused` when the EHR does not do it (section 4). */
  readonly scratchpad: ScratchpadRequests = scratchpadRequests(this.#ask);
  /** Requests of the group `fhir`; they reject with `refused` when the EHR does not do it (section 5). */
  readonly fhir: FhirRequests = fhirRequests(this.#ask);

  readonly #messaging = new Messaging<SmartMessagingContextState, ContextAdvice>(
    this,
    transitions,
    'idle',
    () => import('./advice.js'),
  );
  readonly #buttons = new CommandButtons(this, (error) => this.#messaging.report(error));
  #heights: HeightReports | undefined;
  #ready = new Deferred<void>();
  #mustConnect = false;
  #connection: Connection | undefined;
  #unavailability: SmartMessagingError | undefined;
  #stopLaunchTimer = (): void => undefined;

  constructor() {
    super();
    new ContextProvider(this, {context: smartMessagingContext, initialValue: this});
  }

  /** `idle`, `connecting`, `connected`, `unavailable` or `closed`; also `:state(…)` in CSS. */
  get state(): SmartMessagingContextState {
    return this.#messaging.state;
  }

  /** Settles when the EHR is connected, or rejects when none can be reached. A new promise for each connection. */
  get ready(): Promise<void> {
    if (this.isUpdatePending && this.isConnected) this.performUpdate(); // what has been set just now counts
    return this.#ready.promise;
  }

  /** What the EHR's handshake said (SWM-13); empty before it. */
  get peerHandshake(): HandshakePayload {
    return this.#messaging.peerHandshake;
  }

  /** The member of that name in `peerHandshake`, such as `{extraction: true}` of a form renderer; `undefined` without one. */
  get capabilities(): object | undefined {
    return this.#messaging.capabilities;
  }

  /** The EHR has sent far too much (`limits.maxRefusals`): nothing of it is heard until `resume()`. */
  get quarantined(): boolean {
    return this.#messaging.channel?.quarantined === true;
  }

  override connectedCallback(): void {
    this.#messaging.queue.run(() => {
      super.connectedCallback();
      this.#messaging.unmarkCopy();
      this.#buttons.connect();
      this.#begin();
      this.#mustConnect = true;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    this.#messaging.queue.run(() => {
      super.disconnectedCallback();
      this.#stopLaunchTimer();
      this.#buttons.disconnect();
      this.#heights?.stop();
      this.#messaging.close('removed');
      this.#messaging.state = 'closed';
    });
  }

  /** `moveBefore()` keeps the connection: the document stays the same. */
  connectedMoveCallback(): void {}

  /**
   * Asks the EHR. Waits until it is connected, and resolves with the payload of its last answer as it came, refusals too.
   *
   * @throws {SmartMessagingError} `timeout`, `unavailable`, `disconnected`, `aborted`, `invalid-request`,
   *   `invalid-response`, `not-cloneable` or `limit`.
   */
  request<T extends MessageType, P extends RequestPayload<T>>(
    messageType: T,
    payload: P,
    options?: RequestOptions,
  ): Promise<ResponsePayload<T>> {
    return this.#request(messageType, payload, options, (answer) => answer as ResponsePayload<T>);
  }

  /** Hears an EHR in quarantine again. What it sent in between is lost. */
  resume(): void {
    this.#messaging.channel?.resume();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    // One that the server has written stays: what is in it keeps its boxes, and its animations go on.
    if (!root.querySelector('slot')) root.append(document.createElement('slot'));
    return root;
  }

  protected override performUpdate(): void {
    this.#messaging.queue.run(() => super.performUpdate());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.isConnected) return;
    if (this.#mustConnect || connectionProperties.some((name) => changed.has(name))) this.#connect();
    if (changed.has('autoHeight')) this.#watchHeight();
    if (this.commands) loadCommands().catch(() => undefined);
    if (!this.hasUpdated) loadWorking().catch(() => undefined);
    this.#messaging.advise((advice) => advice.settingAdvice(this));
  }

  /** A channel that takes requests, though nobody is there yet to send them to. */
  #begin(): void {
    this.#connection = undefined;
    this.#unavailability = undefined;
    if (this.#ready.settled) this.#ready = new Deferred();
    const connection = (): Connection | undefined => this.#connection;
    this.#messaging.open(undefined, {
      get messagingHandle() {
        return connection()?.messagingHandle ?? '';
      },
      get origins() {
        return connection()?.origins;
      },
      skipHandshake: this.handshake === 'optional',
      messagePort: usesPort(this) ? 'accept' : undefined,
      handshakePayload: () => ({
        ...this.handshakePayload,
        extension: [...(this.handshakePayload.extension ?? []), ...documentExtensions()],
      }),
      originSetting: 'messaging-origin',
      checks: (advice) => this.#checks(advice),
      onConnect: () => this.#connected(),
      onDisconnect: () => {
        if (this.#ready.settled) this.#ready = new Deferred();
      },
      onUnavailable: (error) => this.#giveUp(error),
    });
    this.#messaging.state = 'idle';
  }

  #connect(): void {
    this.#mustConnect = false;
    this.#stopLaunchTimer();
    try {
      const connection = this.#findConnection();
      if (this.#connection || !this.#messaging.channel || this.#unavailability) this.#begin();
      if (!connection) {
        // The app may be about to set them: an OAuth launch takes its time.
        this.#stopLaunchTimer = after(duration(this.connectTimeout, 10_000), () =>
          this.#messaging.advise((advice) => this.#checks(advice)),
        );
        return;
      }
      this.#connection = connection;
      this.#messaging.state = 'connecting';
      if (!usesPort(this)) connection.transport.downgrade?.();
      this.#messaging.channel?.attach(connection.transport);
      void this.#messaging.channel?.connect();
    } catch (error) {
      if (this.#connection) this.#begin();
      this.#giveUp(error as SmartMessagingError);
      this.#messaging.report(error as SmartMessagingError);
    }
  }

  /** @throws {SmartMessagingError} `unavailable` outside an EHR, `invalid-request` for an origin that is none. */
  #findConnection(): Connection | undefined {
    const ehr = ehrWindow();
    if (!this.transport && !ehr) throw new SmartMessagingError('unavailable', noEhr);
    const {messagingHandle, messagingOrigin} = this.#launchParameters;
    if (!messagingHandle) return undefined;
    const origins = messagingOrigin === undefined ? undefined : [parseOrigin(messagingOrigin, 'messaging-origin')];
    if (this.transport) return {messagingHandle, origins, transport: this.transport};
    if (!ehr || !origins) return undefined;
    return {messagingHandle, ehr, transport: new WindowTransport(ehr, {origins, messagingHandle})};
  }

  get #launchParameters(): Partial<LaunchParameters> {
    const {messagingHandle, messagingOrigin, tokenResponse} = this;
    return launchParameters({messagingHandle, messagingOrigin, tokenResponse, search: location.search});
  }

  #checks({missingText, silenceText}: ContextAdvice): string {
    const parameters = this.#launchParameters;
    return this.#connection
      ? silenceText(this.transport ? undefined : parameters.messagingOrigin)
      : missingText(parameters);
  }

  #connected(): void {
    this.#unavailability = undefined;
    if (this.#ready.settled) this.#ready = new Deferred();
    this.#ready.resolve();
    this.#messaging.state = 'connected';
    this.#watchHeight();
  }

  #watchHeight(): void {
    if (!this.autoHeight || this.state !== 'connected') this.#heights?.stop();
    else if (this.#heights) this.#heights.start();
    else
      loadWorking().then(
        ({HeightReports}) => this.#startHeights(HeightReports),
        () => undefined,
      );
  }

  #startHeights(Reports: typeof HeightReports): void {
    this.#heights ??= new Reports((height) => this.#ask('ui.changedHeight', {height}, undefined, (answer) => answer));
    this.#watchHeight();
  }

  #giveUp(error: SmartMessagingError): void {
    this.#unavailability = error;
    this.#ready.reject(error);
    this.#messaging.state = 'unavailable';
    this.#messaging.channel?.failWaiting(error);
  }

  #request<T>(
    messageType: string,
    payload: object | (() => object),
    options: RequestOptions | undefined,
    read: (answer: object) => T | Promise<T>,
  ): Promise<T> {
    const content = (): object => {
      this.#checkAvailable(messageType);
      return typeof payload === 'function' ? (payload as () => object)() : payload;
    };
    return this.#messaging.request(messageType, content, options, read);
  }

  #checkAvailable(messageType: string): void {
    const ehr = this.#connection?.ehr;
    if (ehr !== parent && ehr?.closed) {
      this.#messaging.queue.run(() => {
        this.#messaging.close('lost');
        this.#messaging.state = 'closed';
      });
    }
    const error = this.#unavailability;
    const unasked = this.handshake === 'optional' && this.#connection;
    if (error && !unasked) throw new SmartMessagingError('unavailable', error.message, {messageType, cause: error});
  }
}

interface Connection {
  messagingHandle: string;
  /** Checked here for a transport of the page's own. */
  origins?: readonly string[] | undefined;
  transport: Transport;
  ehr?: Window;
}

const connectionProperties = [
  'messagingHandle',
  'messagingOrigin',
  'tokenResponse',
  'handshake',
  'messagePort',
  'transport',
] as const;

const noEhr = 'This page was not opened by an EHR. Launch the app from the EHR.';
