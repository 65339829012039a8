// What both sides answer, and what both ask of each other, each in its own way of ending.
async function* parts(count) {
  for (let part = 1; part <= count; part++) yield {part};
  return {parts: count};
}

/** Has an element answer what the other side asks. */
export function answerAll(element) {
  const late = [];
  const answers = {
    'soak.echo': (payload) => payload,
    'soak.parts': ({count}) => parts(count),
    'soak.late': () => new Promise((resolve) => late.push(resolve)),
    'soak.release': () => late.splice(0).forEach((resolve) => resolve({})),
    'soak.failing': () => Promise.reject(Object.assign(new Error('It fails on purpose.'), {isMeant: true})),
  };
  element.addEventListener('smart-request', (event) => {
    const {messageType, payload} = event.detail;
    const answer = answers[messageType];
    if (answer) event.respondWith(answer(payload));
  });
}

function expect(condition, what) {
  if (!condition) throw new Error(`Expected: ${what}`);
}

async function failsWith(code, promise) {
  const found = await promise.then(
    () => 'an answer',
    (error) => error.code ?? `${error}`,
  );
  expect(found === code, `${code}, not ${found}`);
}

const order = {
  resourceType: 'ServiceRequest',
  status: 'draft',
  code: {coding: [{system: 'http://loinc.org', code: '24321-2', display: 'Basic metabolic 2000 panel'}]},
};

/** Requests that are answered at once, in parts, with a failure, with a refusal, too late, and not waited for. */
export async function askAll(element) {
  const controller = new AbortController();
  const seen = [];
  const aborted = element.request('soak.late', {}, {signal: controller.signal});
  controller.abort();
  const [echo, last, failure, refusal] = await Promise.all([
    element.request('soak.echo', order),
    element.request('soak.parts', {count: 5}, {onPartial: ({part}) => seen.push(part)}),
    element.request('soak.failing', {}),
    element.request('soak.unknown', {}),
    failsWith('aborted', aborted),
    failsWith('timeout', element.request('soak.late', {}, {timeout: 1})),
    ...Array.from({length: 10}, () => element.request('soak.echo', order)),
  ]);
  await element.request('soak.release', {});
  expect(echo.code.coding[0].code === '24321-2', 'the resource that was sent');
  expect(last.parts === 5 && seen.join() === '1,2,3,4,5', 'all parts in order');
  expect(failure.outcome && refusal.outcome, 'an OperationOutcome');
}

/** A draft that comes, changes and goes, and what the EHR does not grant or not do. */
export async function useScratchpad(context) {
  const {location} = await context.scratchpad.create(order);
  const resource = await context.scratchpad.read(location);
  await context.scratchpad.update({...resource, status: 'active'});
  expect(
    (await context.scratchpad.read()).some(({status}) => status === 'active'),
    'the updated draft',
  );
  await context.scratchpad.delete(location);
  await failsWith('refused', context.fhir.http({resourceType: 'Bundle', type: 'batch', entry: []}));
  await failsWith('refused', context.ui.launchActivity('soak-activity', {}));
}
