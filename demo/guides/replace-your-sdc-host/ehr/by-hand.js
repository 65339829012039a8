import {context, onClick, say, showAnswers, showFocus} from './chart.js';
import {questionnaire} from './questionnaire.js';

const formUrl = 'http://127.0.0.1:8001/form.html';
const formOrigin = new URL(formUrl).origin;
const sandbox =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups';
const connectTimeout = 10_000;
const requestTimeout = 30_000;
const handshakeInterval = 500;
const rememberedAnswers = 10_000;

const container = document.querySelector('#form');
const notice = document.querySelector('#notice');
let session;
let response;

notice.querySelector('button').addEventListener('click', openForm);
openForm();

/** Loads the renderer with a handle of its own; what an earlier launch left is ended. */
function openForm() {
  endSession(new Error('The form was loaded again.'));
  const handle = newId() + newId();
  const url = new URL(formUrl);
  url.searchParams.set('messaging_handle', handle);
  url.searchParams.set('messaging_origin', window.origin);
  const iframe = document.createElement('iframe');
  iframe.title = 'Questionnaire';
  iframe.sandbox = sandbox;
  iframe.referrerPolicy = 'origin';
  iframe.src = url.href;
  const opened = {
    handle,
    iframe,
    listening: new AbortController(),
    answers: new Map(),
    document: undefined,
  };
  session = opened;
  const {signal} = opened.listening;
  window.addEventListener('message', (event) => receive(opened, event), {
    signal,
  });
  // Each load is another document: it knows nothing of what the one before was told.
  iframe.addEventListener('load', () => beginDocument(opened), {signal});
  notice.hidden = true;
  container.append(iframe);
}

function endSession(reason) {
  if (!session) return;
  endDocument(session, reason);
  session.listening.abort();
  session.iframe.remove();
  session = undefined;
}

function beginDocument(current) {
  endDocument(current, new Error('The form was loaded again.'));
  const begun = {pending: new Map(), ready: undefined};
  current.document = begun;
  begun.ready = prepare(current, begun);
  begun.ready.then(
    () => (notice.hidden = true),
    (error) => {
      if (current.document !== begun) return;
      if (error.cause === 'silent') notice.hidden = false;
      else say(error.message);
    },
  );
}

function endDocument(current, reason) {
  for (const {reject, timer} of current.document?.pending.values() ?? []) {
    clearTimeout(timer);
    reject(reason);
  }
  current.document = undefined;
}

/** Tells a document everything, in the order that renderers insist on. */
async function prepare(current, begun) {
  const ask = (messageType, payload) =>
    request(current, begun, messageType, payload).then(expectDone);
  const restored = response;
  await shakeHands(current, begun);
  await ask('sdc.configure', {});
  await ask('sdc.configureContext', {context});
  try {
    await ask('sdc.displayQuestionnaire', {
      questionnaire,
      ...(restored && {questionnaireResponse: restored}),
    });
  } catch (error) {
    if (restored) say('Not restored.');
    throw error;
  }
  if (restored) say('The answers are in the form again.');
}

/** Some renderers listen late: the handshake is sent until one is answered. */
async function shakeHands(current, begun) {
  const payload = {protocolVersion: '1.0'};
  const attempts = [];
  const end = Date.now() + connectTimeout;
  let answered;
  while (!answered && Date.now() < end && current.document === begun) {
    const attempt = request(current, begun, 'status.handshake', payload);
    attempts.push(attempt);
    attempt.then(
      (answer) => (answered = answer),
      () => undefined,
    );
    const pause = new Promise((resolve) =>
      setTimeout(resolve, handshakeInterval),
    );
    await Promise.race([pause, attempt.catch(() => pause)]);
  }
  if (answered?.error) throw new Error('The form has refused to connect.');
  if (!answered) throw new Error('The form is silent.', {cause: 'silent'});
  for (const [messageId, {messageType, timer}] of begun.pending) {
    if (messageType !== 'status.handshake') continue;
    clearTimeout(timer);
    begun.pending.delete(messageId);
  }
}

function request(current, begun, messageType, payload) {
  if (current.document !== begun || !begun)
    return Promise.reject(new Error('The form is not there.'));
  return new Promise((resolve, reject) => {
    const messageId = newId();
    const timer = setTimeout(() => {
      begun.pending.delete(messageId);
      reject(new Error(`The form has not answered ${messageType}.`));
    }, requestTimeout);
    begun.pending.set(messageId, {messageType, resolve, reject, timer});
    post(current, {
      messagingHandle: current.handle,
      messageId,
      messageType,
      payload,
    });
  });
}

/** Asks for something of the form, once it is shown. */
async function askForm(messageType, payload = {}) {
  const current = session;
  const begun = current?.document;
  await begun?.ready;
  return expectDone(await request(current, begun, messageType, payload));
}

/** Window, origin, handle, shape, in this order; strangers get no answer. */
function receive(current, {source, origin, data}) {
  if (source !== current.iframe.contentWindow || origin !== formOrigin) return;
  if (!isObject(data)) return;
  if (typeof data.responseToMessageId === 'string')
    return settle(current, data);
  const {messagingHandle, messageId, messageType} = data;
  if (typeof messageId !== 'string' || typeof messageType !== 'string') return;
  if (messagingHandle !== current.handle)
    return answer(current, messageId, failure('security', 'Wrong handle.'));
  // The same request again is answered as before, and does nothing twice.
  const before = current.answers.get(messageId);
  const payload = before ?? serve(messageType, data.payload);
  current.answers.set(messageId, payload);
  if (current.answers.size > rememberedAnswers)
    current.answers.delete(current.answers.keys().next().value);
  answer(current, messageId, payload);
}

function settle(current, {responseToMessageId, payload, ...rest}) {
  const waiting = current.document?.pending.get(responseToMessageId);
  if (!waiting || rest.additionalResponsesExpected) return;
  current.document.pending.delete(responseToMessageId);
  clearTimeout(waiting.timer);
  waiting.resolve(isObject(payload) ? payload : {});
}

function serve(messageType, payload) {
  switch (messageType) {
    case 'status.handshake':
      return {};
    case 'sdc.ui.changedQuestionnaireResponse': {
      const changed = payload?.questionnaireResponse;
      if (changed?.resourceType !== 'QuestionnaireResponse')
        return failure('invalid', 'There is no response.');
      response = changed;
      showAnswers(response);
      return {status: 'success'};
    }
    case 'sdc.ui.changedFocus':
      if (typeof payload?.linkId !== 'string')
        return failure('invalid', 'There is no linkId.');
      showFocus(payload.linkId);
      return {status: 'success'};
    default:
      return failure('not-supported', `${messageType} is not supported.`);
  }
}

function answer(current, responseToMessageId, payload) {
  post(current, {messageId: newId(), responseToMessageId, payload});
}

function post(current, message) {
  current.iframe.contentWindow?.postMessage(message, formOrigin);
}

/** An answer that is no refusal: by its status, else by its outcome. */
function expectDone(payload) {
  const {status, outcome} = payload;
  const refused =
    typeof status === 'string'
      ? !['success', 'done', 'ok'].includes(status)
      : outcome?.issue?.some(({severity}) =>
          ['error', 'fatal'].includes(severity),
        );
  if (!refused) return payload;
  const {details, diagnostics} = outcome?.issue?.[0] ?? {};
  throw new Error(details?.text ?? diagnostics ?? 'The form has refused.');
}

function failure(code, diagnostics) {
  const issue = [{severity: 'error', code, diagnostics}];
  const outcome = {resourceType: 'OperationOutcome', issue};
  return {status: 'error', outcome};
}

onClick('#save', async () => {
  const type = 'sdc.requestCurrentQuestionnaireResponse';
  const {questionnaireResponse} = await askForm(type);
  if (questionnaireResponse?.resourceType !== 'QuestionnaireResponse')
    throw new Error('The form has no answers.');
  response = questionnaireResponse;
  return `Saved: ${response.item?.length ?? 0} answers.`;
});

onClick('#extract', async () => {
  const {extractedResources: found = []} = await askForm('sdc.requestExtract');
  const resources = Array.isArray(found)
    ? found
    : (found.entry ?? []).flatMap(({resource}) => resource ?? []);
  return `Extracted: ${resources.length}.`;
});

onClick('#reload', () => {
  openForm();
  return '';
});

function newId() {
  return window.crypto.randomUUID();
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
