import {showClosed, showDrafts, showReview} from './chart.js';

const appUrl = 'http://127.0.0.1:8001/by-hand.html';
const appOrigin = new URL(appUrl).origin;
const scopes = ['messaging/ui', 'messaging/scratchpad'];
const sandbox =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups';
const connectTimeout = 10_000;
const rememberedAnswers = 10_000;
const scratchpadEntries = 10_000;

const container = document.querySelector('#app');
const notice = document.querySelector('#notice');
const scratchpad = new Map();
let session;

notice.querySelector('button').addEventListener('click', openApp);
openApp();

/** Loads the app with a handle of its own; what an earlier launch left is ended. */
function openApp() {
  endSession();
  const handle = newId() + newId();
  const url = new URL(appUrl);
  url.searchParams.set('messaging_handle', handle);
  url.searchParams.set('messaging_origin', window.origin);
  const iframe = document.createElement('iframe');
  iframe.title = 'Dose adjustment';
  iframe.sandbox = sandbox;
  iframe.referrerPolicy = 'origin';
  iframe.src = url.href;
  const launched = {
    handle,
    iframe,
    listening: new AbortController(),
    answers: new Map(),
    handshakes: new Set(),
    loads: 0,
  };
  session = launched;
  const {signal} = launched.listening;
  window.addEventListener('message', receive, {signal});
  iframe.addEventListener('load', () => documentLoaded(launched), {signal});
  container.append(iframe);
}

function endSession() {
  if (!session) return;
  session.listening.abort();
  clearTimeout(session.timer);
  session.iframe.remove();
  notice.hidden = true;
  session = undefined;
}

/** A reload of the app is another document: ids and answers of the one before are not its own. */
function documentLoaded(launched) {
  launched.loads += 1;
  if (launched.loads > 1) {
    launched.answers.clear();
    launched.handshakes.clear();
    launched.connected = false;
  }
  shakeHands(launched, performance.now() + connectTimeout, 100);
}

/** Again and again, for the app's script may listen late. */
function shakeHands(launched, deadline, pause) {
  clearTimeout(launched.timer);
  if (launched.connected) return;
  const left = deadline - performance.now();
  if (left <= 0) {
    notice.hidden = false;
    return;
  }
  const messageId = newId();
  launched.handshakes.add(messageId);
  post(launched, {
    messagingHandle: launched.handle,
    messageId,
    messageType: 'status.handshake',
    payload: {},
  });
  launched.timer = setTimeout(
    () => shakeHands(launched, deadline, Math.min(pause * 2, 3200)),
    Math.min(pause, left),
  );
}

function markConnected(launched) {
  launched.connected = true;
  clearTimeout(launched.timer);
  notice.hidden = true;
}

/** Only the app's own window, at the app's own origin, is heard. */
function receive({source, origin, data}) {
  const launched = session;
  if (!launched || source !== launched.iframe.contentWindow) return;
  if (origin !== appOrigin || !isObject(data)) return;
  if (isText(data.responseToMessageId)) {
    if (launched.handshakes.delete(data.responseToMessageId)) {
      markConnected(launched);
    }
  } else if (isText(data.messageId) && isText(data.messageType)) {
    serve(launched, data);
  }
}

/** Each request is answered once; the same id again gets the same answer. */
async function serve(launched, request) {
  const {messagingHandle, messageId, messageType} = request;
  const {answers, loads} = launched;
  let answer;
  if (messagingHandle !== launched.handle) {
    answer = refusal(messageType, '403 Forbidden', 'security', 'Wrong handle.');
  } else {
    markConnected(launched);
    if (!answers.has(messageId)) {
      if (answers.size >= rememberedAnswers) {
        answers.delete(answers.keys().next().value);
      }
      answers.set(messageId, answerTo(request));
    }
    answer = await answers.get(messageId);
  }
  if (launched !== session || loads < launched.loads - 1) return;
  post(launched, {
    messageId: newId(),
    responseToMessageId: messageId,
    payload: answer,
  });
  if (messageType === 'ui.done' && answer.status === 'success') leave(launched);
}

/** Removed in the same task, the document would never get its answer. */
function leave(launched) {
  launched.iframe.hidden = true;
  setTimeout(() => {
    if (launched !== session) return;
    endSession();
    showClosed();
  }, 100);
}

function post(launched, message) {
  launched.iframe.contentWindow?.postMessage(message, appOrigin);
}

async function answerTo({messageType, payload = {}}) {
  const refuse = (...reason) => refusal(messageType, ...reason);
  if (messageType === 'status.handshake') return {};
  if (!isGranted(messageType)) {
    return refuse('403 Forbidden', 'forbidden', 'This was not granted.');
  }
  const service = services.get(messageType);
  if (!service) {
    return refuse('501 Not Implemented', 'not-supported', 'Not supported.');
  }
  if (!isObject(payload)) {
    return refuse('400 Bad Request', 'invalid', 'The payload is no object.');
  }
  try {
    return await service(payload, refuse);
  } catch {
    return refuse('500 Internal Server Error', 'exception', 'It failed.');
  }
}

function isGranted(messageType) {
  const [group] = messageType.split('.');
  return scopes.some((scope) =>
    [`messaging/${group}`, `messaging/${messageType}`].includes(scope),
  );
}

const services = new Map([
  ['ui.done', () => ({status: 'success'})],
  [
    'ui.launchActivity',
    ({activityType, activityParameters}, refuse) => {
      const locations = activityParameters?.draftOrderLocations;
      if (activityType !== 'order-review') {
        return refuse('501 Not Implemented', 'not-supported', 'Not supported.');
      }
      if (!Array.isArray(locations)) {
        return refuse('400 Bad Request', 'invalid', 'Which orders?');
      }
      showReview(locations.map(draftAt).filter(Boolean));
      return {status: 'success'};
    },
  ],
  [
    'scratchpad.create',
    ({resource}, refuse) => {
      if (!isObject(resource) || !isText(resource.resourceType)) {
        return refuse('400 Bad Request', 'invalid', 'There is no resource.');
      }
      if (scratchpad.size >= scratchpadEntries) {
        return refuse('429 Too Many Requests', 'throttled', 'It is full.');
      }
      const id = newId();
      const location = `${resource.resourceType}/${id}`;
      store(location, {...resource, id});
      return {status: '201 Created', location};
    },
  ],
  [
    'scratchpad.read',
    ({location}, refuse) => {
      if (location === undefined) {
        return {scratchpad: [...scratchpad.keys()].map(draftAt)};
      }
      const resource = draftAt(location);
      return resource ? {resource} : refuse('404 Not Found', ...notThere);
    },
  ],
  [
    'scratchpad.update',
    ({resource}, refuse) => {
      const location = `${resource?.resourceType}/${resource?.id}`;
      if (!scratchpad.has(location)) {
        return refuse('404 Not Found', ...notThere);
      }
      store(location, resource);
      return {status: '200 OK'};
    },
  ],
  [
    'scratchpad.delete',
    ({location}, refuse) => {
      if (!scratchpad.delete(location)) {
        return refuse('404 Not Found', ...notThere);
      }
      showDrafts([...scratchpad.keys()].map(draftAt));
      return {status: '200 OK'};
    },
  ],
]);

const notThere = ['not-found', 'There is no such resource.'];

/** As JSON text, so that nobody can change it from outside. */
function store(location, resource) {
  scratchpad.set(location, JSON.stringify(resource));
  showDrafts([...scratchpad.keys()].map(draftAt));
}

function draftAt(location) {
  const json = scratchpad.get(location);
  return json === undefined ? undefined : JSON.parse(json);
}

/** Each group of messages has a form of its own for “no”. */
function refusal(messageType, status, code, text) {
  if (messageType.startsWith('ui.')) {
    return {status: 'failure', statusDetail: {text}};
  }
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{severity: 'error', code, diagnostics: text}],
  };
  if (messageType === 'status.handshake') {
    return {error: {code, display: text}};
  }
  return /^scratchpad\.(create|update|delete)$/.test(messageType)
    ? {status, outcome}
    : {outcome};
}

function newId() {
  return window.crypto.randomUUID();
}

function isText(value) {
  return typeof value === 'string' && value !== '' && value.length <= 1024;
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
