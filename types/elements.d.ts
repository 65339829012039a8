// Generated from custom-elements.json: npm run generate
import type {SmartAppFrame} from '../dist/smart-app-frame/define.js';
import type {SmartMessageInspector} from '../dist/smart-message-inspector/define.js';
import type {SmartMessagingContext} from '../dist/smart-messaging-context/define.js';

/** A value as an attribute has it: a number may be written as a text. */
type Written<T> = T extends number ? T | `${number}` : T;

/** What can be set on `<smart-app-frame>`: its properties, and its attributes where they are spelled otherwise. */
interface SmartAppFrameSettings {
  /** The app's (launch) URL, http or https. The app must not be on this page's own origin. */
  src?: Written<SmartAppFrame['src']> | undefined;
  /** FHIR base URL for a SMART EHR launch; appended to `src`. */
  iss?: Written<SmartAppFrame['iss']> | undefined;
  /** Launch id for a SMART EHR launch; appended to `src`. */
  launch?: Written<SmartAppFrame['launch']> | undefined;
  /** What is appended to `src`: `smart` iss and launch, `query` messaging_handle and messaging_origin, `none` nothing. Default: `smart` with `iss`, else `none`. */
  launchMode?: SmartAppFrame['launchMode'] | undefined;
  /** What is appended to `src`: `smart` iss and launch, `query` messaging_handle and messaging_origin, `none` nothing. Default: `smart` with `iss`, else `none`. */
  'launch-mode'?: Written<SmartAppFrame['launchMode']> | undefined;
  /** Origins that the app is served on, separated by spaces; never `*` (SWM-6). Default: the origin of `src`. */
  appOrigin?: SmartAppFrame['appOrigin'] | undefined;
  /** Origins that the app is served on, separated by spaces; never `*` (SWM-6). Default: the origin of `src`. */
  'app-origin'?: Written<SmartAppFrame['appOrigin']> | undefined;
  /** Milliseconds from a launch until its handle is revoked (SWM-8), as by `revokeHandle()`; from the next launch on. Default: never. */
  handleLifetime?: SmartAppFrame['handleLifetime'] | undefined;
  /** Milliseconds from a launch until its handle is revoked (SWM-8), as by `revokeHandle()`; from the next launch on. Default: never. */
  'handle-lifetime'?: Written<SmartAppFrame['handleLifetime']> | undefined;
  /** Granted scopes, separated by spaces, as in the token response. Default: none, only `status.*` is served. */
  scope?: Written<SmartAppFrame['scope']> | undefined;
  /** Message types that the page's listeners answer, separated by spaces, such as `scratchpad.create`: without `respondWith()` they are refused, and the built-in behaviour never runs. Default: none. */
  answers?: Written<SmartAppFrame['answers']> | undefined;
  /** Where `fhir.http` bundles are POSTed. Redirects are not followed; an answer has 60 seconds and 32 Mi bytes. Default: not supported. */
  fhirBaseUrl?: SmartAppFrame['fhirBaseUrl'] | undefined;
  /** Where `fhir.http` bundles are POSTed. Redirects are not followed; an answer has 60 seconds and 32 Mi bytes. Default: not supported. */
  'fhir-base-url'?: Written<SmartAppFrame['fhirBaseUrl']> | undefined;
  /** Replaces `fetch` for `fhir.http`, to add authorization. Pass the `init` on to `fetch`: its `signal` and `redirect: 'error'` protect the page and the Bundle. */
  fhirFetch?: SmartAppFrame['fhirFetch'] | undefined;
  /** Accessible name of the frame. Required. */
  label?: Written<SmartAppFrame['label']> | undefined;
  /** Sandbox of the iframe. Default: scripts, same-origin, forms, modals, downloads, storage access and pop-ups that stay in the sandbox, but no top navigation. An app whose pop-ups must leave the sandbox (a sign-in page with its own pop-ups, say) needs `allow-popups-to-escape-sandbox`; in Firefox such a pop-up can navigate the EHR's page. */
  sandbox?: Written<SmartAppFrame['sandbox']> | undefined;
  /** Permissions policy of the iframe. Default: none. */
  allow?: Written<SmartAppFrame['allow']> | undefined;
  /** Referrer policy of the iframe. Default: `origin`. */
  referrerPolicy?: SmartAppFrame['referrerPolicy'] | undefined;
  /** Referrer policy of the iframe. Default: `origin`. */
  referrerpolicy?: Written<SmartAppFrame['referrerPolicy']> | undefined;
  /** When the iframe loads: `eager` or `lazy`. Default: `eager`. */
  loading?: Written<SmartAppFrame['loading']> | undefined;
  /** The frame is as high as the app says that its content is (`ui.changedHeight`, scope `messaging/ui`), between `min-block-size` and `max-block-size` of the part `frame`: 4rem and 10000px unless the page sets others. Default: as high as the page makes it. */
  autoHeight?: SmartAppFrame['autoHeight'] | undefined;
  /** The frame is as high as the app says that its content is (`ui.changedHeight`, scope `messaging/ui`), between `min-block-size` and `max-block-size` of the part `frame`: 4rem and 10000px unless the page sets others. Default: as high as the page makes it. */
  'auto-height'?: Written<SmartAppFrame['autoHeight']> | undefined;
  /** Where the app is shown: in this `frame`, or in a `window` opened by `open()`. Default: `frame`. */
  target?: Written<SmartAppFrame['target']> | undefined;
  /** Milliseconds that an app has to load, and from then on to speak, before it counts as unresponsive. Default: 10000. */
  connectTimeout?: SmartAppFrame['connectTimeout'] | undefined;
  /** Milliseconds that an app has to load, and from then on to speak, before it counts as unresponsive. Default: 10000. */
  'connect-timeout'?: Written<SmartAppFrame['connectTimeout']> | undefined;
  /** Milliseconds until a request to the app fails with `timeout`. Default: 30000. */
  requestTimeout?: SmartAppFrame['requestTimeout'] | undefined;
  /** Milliseconds until a request to the app fails with `timeout`. Default: 30000. */
  'request-timeout'?: Written<SmartAppFrame['requestTimeout']> | undefined;
  /** `auto`: where the other side is this kit, too, messages travel by a MessagePort, which is faster; `off`: always by `window.postMessage`, as with `target="window"`. From the next connection on. Default: `auto`. */
  messagePort?: SmartAppFrame['messagePort'] | undefined;
  /** `auto`: where the other side is this kit, too, messages travel by a MessagePort, which is faster; `off`: always by `window.postMessage`, as with `target="window"`. From the next connection on. Default: `auto`. */
  'message-port'?: Written<SmartAppFrame['messagePort']> | undefined;
  /** What goes into the EHR's own handshakes, asked and answered (SWM-10, SWM-13). Default: `{}`. */
  handshakePayload?: SmartAppFrame['handshakePayload'] | undefined;
  /** Bounds of what one app may take up, from the next launch on. Default: those of `ChannelLimits`. */
  limits?: SmartAppFrame['limits'] | undefined;
  /** The store behind `scratchpad.*`. Assign one to share it between frames. Default: a new `MemoryScratchpad`. */
  scratchpad?: SmartAppFrame['scratchpad'] | undefined;
  /** Leads to an app that runs elsewhere, instead of a frame: for tests and native shells. With `app-origin`, messages from other origins (or without one) are not served. Default: none. */
  transport?: SmartAppFrame['transport'] | undefined;
  /** The handle that the app is given (SWM-8). Another one goes to the document that is there, and ends the connection; with `launch-mode="query"` the app is launched again. Set one for the next launch in the same task as `src` or `launch`, or after them; one that the document before has is a warning. One that the page has set stays until the page sets another. Default: 256 random bits, others for each launch. Read them right after `reload()`, `open()` or a new `src` or `launch`, and give them to your server. The button that tries again keeps one that the page has read, unless it was revoked. */
  messagingHandle?: SmartAppFrame['messagingHandle'] | undefined;
  /** The handle that the app is given (SWM-8). Another one goes to the document that is there, and ends the connection; with `launch-mode="query"` the app is launched again. Set one for the next launch in the same task as `src` or `launch`, or after them; one that the document before has is a warning. One that the page has set stays until the page sets another. Default: 256 random bits, others for each launch. Read them right after `reload()`, `open()` or a new `src` or `launch`, and give them to your server. The button that tries again keeps one that the page has read, unless it was revoked. */
  'messaging-handle'?: Written<SmartAppFrame['messagingHandle']> | undefined;
}

/** What `<smart-app-frame>` dispatches. */
interface SmartAppFrameEvents {
  /** Every request of the app that may be served, before the event of its own. */
  'smart-request': HTMLElementEventMap['smart-request'];
  /** The app is done (section 3). Without a listener's answer: answered, then closed. */
  'smart-ui-done': HTMLElementEventMap['smart-ui-done'];
  /** The app asks for an activity of the EHR. Without an answer: not supported. */
  'smart-ui-launch-activity': HTMLElementEventMap['smart-ui-launch-activity'];
  /** The app adds a resource. Without an answer: the scratchpad does it. */
  'smart-scratchpad-create': HTMLElementEventMap['smart-scratchpad-create'];
  /** The app reads. Without an answer: the scratchpad does it. */
  'smart-scratchpad-read': HTMLElementEventMap['smart-scratchpad-read'];
  /** The app replaces a resource. Without an answer: the scratchpad does it. */
  'smart-scratchpad-update': HTMLElementEventMap['smart-scratchpad-update'];
  /** The app removes a resource. Without an answer: the scratchpad does it. */
  'smart-scratchpad-delete': HTMLElementEventMap['smart-scratchpad-delete'];
  /** The app asks to run a Bundle. Without an answer: POSTed to `fhir-base-url`. */
  'smart-fhir-http': HTMLElementEventMap['smart-fhir-http'];
  /** The app's content has another height. Without an answer: followed with `auto-height`. */
  'smart-ui-changed-height': HTMLElementEventMap['smart-ui-changed-height'];
  /** `state` has changed. */
  'smart-state-change': HTMLElementEventMap['smart-state-change'];
  /** A document of the app is connected. */
  'smart-connect': HTMLElementEventMap['smart-connect'];
  /** A connected document is gone, and why. */
  'smart-disconnect': HTMLElementEventMap['smart-disconnect'];
  /** The scratchpad has changed, whoever changed it. */
  'smart-scratchpad-change': HTMLElementEventMap['smart-scratchpad-change'];
  /** The last answer to a request of the EHR's. */
  'smart-response': HTMLElementEventMap['smart-response'];
  /** Something failed; the error says what to do. */
  'smart-error': HTMLElementEventMap['smart-error'];
  /** Every message both ways, refused ones too, the handle masked. Does not bubble; emitted only while somebody listens to it here, or by `observeMessages()`. */
  'smart-message': HTMLElementEventMap['smart-message'];
}

/** What can be set on `<smart-message-inspector>`: its properties, and its attributes where they are spelled otherwise. */
interface SmartMessageInspectorSettings {
  /** The id of the element whose messages are shown, and of those in it; it may come later. In the same document or shadow tree. Default: none, everything in the document. */
  htmlFor?: SmartMessageInspector['htmlFor'] | undefined;
  /** The id of the element whose messages are shown, and of those in it; it may come later. In the same document or shadow tree. Default: none, everything in the document. */
  for?: Written<SmartMessageInspector['htmlFor']> | undefined;
  /** Whose messages are shown, instead of what `for` names: an element, a shadow root, another document. Default: none. */
  target?: SmartMessageInspector['target'] | undefined;
  /** Messages that come are not recorded: they are lost. Default: false. */
  paused?: Written<SmartMessageInspector['paused']> | undefined;
  /** `off`: transcripts have everything in them, patients' data as well. Else names, ids, dates, numbers and free text are masked. Default: `on`. */
  redact?: Written<SmartMessageInspector['redact']> | undefined;
  /** Messages that are kept, the oldest go; together 64 Mi characters at most. Default: 10000. */
  limit?: Written<SmartMessageInspector['limit']> | undefined;
  /** Translations by the English text, as the type `InspectorTexts` lists them. Replacing them resets filter and selection. Default: English. */
  texts?: SmartMessageInspector['texts'] | undefined;
}

/** What `<smart-message-inspector>` dispatches. */
interface SmartMessageInspectorEvents {
}

/** What can be set on `<smart-messaging-context>`: its properties, and its attributes where they are spelled otherwise. */
interface SmartMessagingContextSettings {
  /** The handle from the launch (`smart_web_messaging_handle`). Default: from `tokenResponse`; where neither it nor `messaging-origin` is known from there, from the page's query, `messaging_handle`. */
  messagingHandle?: SmartMessagingContext['messagingHandle'] | undefined;
  /** The handle from the launch (`smart_web_messaging_handle`). Default: from `tokenResponse`; where neither it nor `messaging-origin` is known from there, from the page's query, `messaging_handle`. */
  'messaging-handle'?: Written<SmartMessagingContext['messagingHandle']> | undefined;
  /** The EHR's origin from the launch (`smart_web_messaging_origin`). Default: from `tokenResponse`; where neither it nor `messaging-handle` is known from there, from the page's query, `messaging_origin`. */
  messagingOrigin?: SmartMessagingContext['messagingOrigin'] | undefined;
  /** The EHR's origin from the launch (`smart_web_messaging_origin`). Default: from `tokenResponse`; where neither it nor `messaging-handle` is known from there, from the page's query, `messaging_origin`. */
  'messaging-origin'?: Written<SmartMessagingContext['messagingOrigin']> | undefined;
  /** The OAuth token response with the launch parameters, such as fhirclient's `client.state.tokenResponse`. */
  tokenResponse?: SmartMessagingContext['tokenResponse'] | undefined;
  /** Milliseconds until an EHR that does not shake hands counts as unavailable. Default: 10000. */
  connectTimeout?: SmartMessagingContext['connectTimeout'] | undefined;
  /** Milliseconds until an EHR that does not shake hands counts as unavailable. Default: 10000. */
  'connect-timeout'?: Written<SmartMessagingContext['connectTimeout']> | undefined;
  /** Milliseconds until a request fails with `timeout`. Default: 30000. */
  requestTimeout?: SmartMessagingContext['requestTimeout'] | undefined;
  /** Milliseconds until a request fails with `timeout`. Default: 30000. */
  'request-timeout'?: Written<SmartMessagingContext['requestTimeout']> | undefined;
  /** `optional` for EHRs that never answer a handshake: requests do not wait for one. Default: `required`. */
  handshake?: Written<SmartMessagingContext['handshake']> | undefined;
  /** Message types that buttons with `commandfor` may ask, separated by spaces, such as `scratchpad.create ui.launchActivity`. Default: none; `ui.done` always works. */
  commands?: Written<SmartMessagingContext['commands']> | undefined;
  /** Tells the EHR how high the page's content is (`ui.changedHeight`), now and when it changes, until the EHR refuses. Default: it does not. */
  autoHeight?: SmartMessagingContext['autoHeight'] | undefined;
  /** Tells the EHR how high the page's content is (`ui.changedHeight`), now and when it changes, until the EHR refuses. Default: it does not. */
  'auto-height'?: Written<SmartMessagingContext['autoHeight']> | undefined;
  /** `auto`: where the other side is this kit, too, messages travel by a MessagePort, which is faster; `off`: always by `window.postMessage`. From the next connection on. Default: `auto`. */
  messagePort?: SmartMessagingContext['messagePort'] | undefined;
  /** `auto`: where the other side is this kit, too, messages travel by a MessagePort, which is faster; `off`: always by `window.postMessage`. From the next connection on. Default: `auto`. */
  'message-port'?: Written<SmartMessagingContext['messagePort']> | undefined;
  /** What goes into the app's own handshakes, asked and answered (SWM-10, SWM-13). Default: `{}`. */
  handshakePayload?: SmartMessagingContext['handshakePayload'] | undefined;
  /** Bounds, from the next connection on. Default: those of `ChannelLimits`. */
  limits?: SmartMessagingContext['limits'] | undefined;
  /** Leads to an EHR that is not this page's parent or opener: for tests and native shells. It needs a messaging handle; where the messaging origin is known, messages from other origins (or without one) are not served. Default: none. */
  transport?: SmartMessagingContext['transport'] | undefined;
}

/** What `<smart-messaging-context>` dispatches. */
interface SmartMessagingContextEvents {
  /** Every request of the EHR, before the event of its own (`smart-` and the type in kebab-case). */
  'smart-request': HTMLElementEventMap['smart-request'];
  /** `state` has changed. */
  'smart-state-change': HTMLElementEventMap['smart-state-change'];
  /** The EHR is connected. */
  'smart-connect': HTMLElementEventMap['smart-connect'];
  /** The connection is over, and why. */
  'smart-disconnect': HTMLElementEventMap['smart-disconnect'];
  /** The last answer to a request of the app's, refusals too. */
  'smart-response': HTMLElementEventMap['smart-response'];
  /** A request or the connection failed; the error says what to do. */
  'smart-error': HTMLElementEventMap['smart-error'];
  /** Every message both ways, refused ones too, the handle masked. Does not bubble; emitted only while somebody listens to it here, or by `observeMessages()`. */
  'smart-message': HTMLElementEventMap['smart-message'];
}

/** Every element of the package by its tag: its class, what can be set on it, and its events by their names. */
export interface SmartElements {
  'smart-app-frame': {element: SmartAppFrame; settings: SmartAppFrameSettings; events: SmartAppFrameEvents};
  'smart-message-inspector': {element: SmartMessageInspector; settings: SmartMessageInspectorSettings; events: SmartMessageInspectorEvents};
  'smart-messaging-context': {element: SmartMessagingContext; settings: SmartMessagingContextSettings; events: SmartMessagingContextEvents};
}
