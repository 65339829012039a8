import {order, wire} from './dose.js';

const connectTimeout = 10_000;
const requestTimeout = 30_000;

const query = new URLSearchParams(location.search);
const messagingHandle = query.get('messaging_handle');
const ehrOrigin = query.get('messaging_origin');
const ehrWindow = window.parent === window ? window.opener : window.parent;

const pending = new Map();
let heardOf;
const heard = new Promise((resolve) => (heardOf = resolve));

window.addEventListener('message', receive);
const ready = connect();

wire({
  ready,
  propose: async () => {
    const {location} = await ask(
      'scratchpad.create',
      {resource: order},
      ({status, location}) => parseInt(status, 10) < 300 && isText(location),
    );
    await ask(
      'ui.launchActivity',
      {
        activityType: 'order-review',
        activityParameters: {draftOrderLocations: [location]},
      },
      ({status}) => status === 'success',
    );
  },
  done: () => ask('ui.done', {}, ({status}) => status === 'success'),
  explain: ({message}) => message,
});

/** Asks for a handshake again and again, for the EHR's script may listen late; that of the EHR does as well. */
async function connect() {
  if (!ehrWindow || !messagingHandle || !isOrigin(ehrOrigin)) {
    throw new Error('This page was not opened by an EHR.');
  }
  let timer;
  const deadline = performance.now() + connectTimeout;
  const silence = new Promise((_, reject) => {
    const attempt = (pause) => {
      const left = deadline - performance.now();
      if (left <= 0) {
        reject(new Error('The EHR does not answer.'));
        return;
      }
      request('status.handshake', {}, left).then(
        ({error}) =>
          error ? reject(new Error(refusalText({error}))) : heardOf(),
        () => undefined,
      );
      timer = setTimeout(
        attempt,
        Math.min(pause, left),
        Math.min(pause * 2, 3200),
      );
    };
    attempt(100);
  });
  try {
    await Promise.race([heard, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for the connection, asks, and tells a refusal from an answer. */
async function ask(messageType, payload, succeeded) {
  await ready;
  const answer = await request(messageType, payload, requestTimeout);
  if (!succeeded(answer)) {
    throw new Error(refusalText(answer) ?? 'The EHR refused.');
  }
  return answer;
}

function request(messageType, payload, timeout) {
  return new Promise((resolve, reject) => {
    const messageId = window.crypto.randomUUID();
    const timer = setTimeout(() => {
      pending.delete(messageId);
      reject(new Error('The EHR does not answer.'));
    }, timeout);
    pending.set(messageId, {resolve, timer});
    try {
      post({messagingHandle, messageId, messageType, payload});
    } catch (error) {
      clearTimeout(timer);
      pending.delete(messageId);
      reject(error);
    }
  });
}

/** Only the EHR's own window, at the origin of the launch, is heard. */
function receive({source, origin, data}) {
  if (source !== ehrWindow || origin !== ehrOrigin || !isObject(data)) return;
  if (isText(data.responseToMessageId)) settle(data);
  else if (isText(data.messageId) && isText(data.messageType)) serve(data);
}

/** More answers may follow one that says so. */
function settle({responseToMessageId, additionalResponsesExpected, payload}) {
  const waiting = pending.get(responseToMessageId);
  if (!waiting || additionalResponsesExpected === true) return;
  clearTimeout(waiting.timer);
  pending.delete(responseToMessageId);
  waiting.resolve(isObject(payload) ? payload : {});
}

/** The EHR may ask, too: every request gets an answer, be it no. */
function serve(asked) {
  const {messageId, messageType} = asked;
  const known = asked.messagingHandle === messagingHandle;
  if (known) heardOf();
  post({
    messageId: window.crypto.randomUUID(),
    responseToMessageId: messageId,
    payload: known && messageType === 'status.handshake' ? {} : refusal(asked),
  });
}

function refusal({messageType}) {
  const text = 'This app does not do that.';
  if (messageType === 'status.handshake') {
    return {error: {code: 'security', display: 'Wrong handle.'}};
  }
  if (messageType.startsWith('ui.')) {
    return {status: 'failure', statusDetail: {text}};
  }
  const issue = {severity: 'error', code: 'not-supported', diagnostics: text};
  return {outcome: {resourceType: 'OperationOutcome', issue: [issue]}};
}

function post(message) {
  ehrWindow.postMessage(message, ehrOrigin);
}

/** Each group of messages has a form of its own for “no”. */
function refusalText({status, statusDetail, outcome, error}) {
  const texts = [
    statusDetail?.text,
    outcome?.issue?.[0]?.diagnostics,
    outcome?.issue?.[0]?.details?.text,
    error?.display,
    status,
  ];
  return texts.find(isText);
}

function isOrigin(value) {
  try {
    return new URL(value).origin === value && value !== 'null';
  } catch {
    return false;
  }
}

function isText(value) {
  return typeof value === 'string' && value !== '' && value.length <= 1024;
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
