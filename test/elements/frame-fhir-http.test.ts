import {expect} from '@open-wc/testing';
import type {Bundle, OperationOutcome} from '../../components/index.js';
import {fhirHttpBounds, postBundle} from '../../components/smart-app-frame/fhir-http.js';
import {createTransportPair} from '../../components/testing/index.js';
import {Clock} from '../support/clock.js';
import {connectedFrame, contextWith, frameWith, once} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {eventually} from '../support/eventually.js';
import {otherSite, sameSite} from '../support/remote.js';

const fhirBaseUrl = 'https://ehr.example.org/fhir';
const bundle = {
  resourceType: 'Bundle',
  type: 'batch',
  entry: [{request: {method: 'GET', url: 'Patient/1'}}],
} as const satisfies Bundle;
const result = {resourceType: 'Bundle', type: 'batch-response', entry: [{response: {status: '200'}}]};
const outcome = (code: string): object => ({resourceType: 'OperationOutcome', issue: [{severity: 'error', code}]});
const problem = {resourceType: 'OperationOutcome', issue: [{severity: 'error', code: 'processing'}]};

/** Written down it would have more than 10^18 characters. */
let shared: unknown = [];
for (let depth = 0; depth < 60; depth++) shared = [shared, shared];

/** A FHIR server in the place of `fetch`, with the requests that it got. */
function server(answer: () => Response | Promise<Response>): {fhirFetch: typeof fetch; requests: Request[]} {
  const requests: Request[] = [];
  const fhirFetch: typeof fetch = async (input, init) => {
    requests.push(new Request(input, init));
    return answer();
  };
  return {requests, fhirFetch};
}

const json = (body: object, status = 200): Response => Response.json(body, {status, statusText: 'Because'});

/** What a `fhir.http` is answered with. */
async function run(payload: object, answer: () => Response | Promise<Response>): Promise<object> {
  const {app} = await connectedFrame({fhirBaseUrl, ...server(answer)});
  return app.request<string, object>('fhir.http', payload);
}

function expectOutcome(answer: object, code: string, text: RegExp, status?: string): void {
  expect(answer).to.have.all.keys(status ? ['status', 'outcome'] : ['outcome']);
  expect((answer as {status?: string}).status).to.equal(status);
  const [issue] = (answer as {outcome: OperationOutcome}).outcome.issue;
  expect(issue).to.have.property('code', code);
  expect(issue!.diagnostics).to.match(text);
}

describe('<smart-app-frame> fhir.http', () => {
  it('counts what a Bundle takes when it is written down', async () => {
    const {fhirFetch, requests} = server(() => json(result));
    const {app} = await connectedFrame({fhirBaseUrl, fhirFetch});
    const [entry] = bundle.entry;
    const resource = {resourceType: 'Basic', text: '\u0001'.repeat(3 * 1024 * 1024)};
    const answer = await app.request<string, object>('fhir.http', {bundle: {...bundle, entry: [{...entry, resource}]}});
    expectOutcome(answer, 'invalid', /larger than/);
    expect(requests).to.have.lengthOf(0);
  });

  it('POSTs the Bundle to fhir-base-url as FHIR JSON and answers with the Bundle that comes back', async () => {
    const {requests, fhirFetch} = server(() => json(result));
    const {app} = await connectedFrame({fhirBaseUrl, fhirFetch});
    expect(await app.request('fhir.http', {bundle})).to.deep.equal({bundle: result});
    expect(requests).to.have.lengthOf(1);
    const [request] = requests;
    expect(request!.url).to.equal(fhirBaseUrl);
    expect(request!.method).to.equal('POST');
    expect(request!.headers.get('content-type')).to.equal('application/fhir+json');
    expect(request!.headers.get('accept')).to.equal('application/fhir+json');
    expect(await request!.json()).to.deep.equal(bundle);
  });

  it('runs a transaction without entries', async () => {
    const answer = await run({bundle: {resourceType: 'Bundle', type: 'transaction'}}, () => json(result));
    expect(answer).to.deep.equal({bundle: result});
  });

  it("uses the page's fetch when there is no fhirFetch", async () => {
    const {fetch} = window;
    const {requests, fhirFetch} = server(() => json(result));
    window.fetch = fhirFetch;
    try {
      const {app} = await connectedFrame({fhirBaseUrl});
      expect(await app.request('fhir.http', {bundle})).to.deep.equal({bundle: result});
      expect(requests.map(({url}) => url)).to.deep.equal([fhirBaseUrl]);
    } finally {
      window.fetch = fetch;
    }
  });

  it('is not supported without fhir-base-url', async () => {
    const {requests, fhirFetch} = server(() => json(result));
    const {app} = await connectedFrame({fhirFetch});
    expectOutcome(await app.request('fhir.http', {bundle}), 'not-supported', /not supported/);
    expect(requests).to.be.empty;
  });

  it("passes the server's OperationOutcome on, whatever its status", async () => {
    expect(await run({bundle}, () => json(problem, 422))).to.deep.equal({status: '422 Because', outcome: problem});
    expect(await run({bundle}, () => json(problem, 200))).to.deep.equal({outcome: problem});
  });

  it('answers with an outcome of its own for an HTTP error without one', async () => {
    expectOutcome(
      await run({bundle}, () => new Response('Oops', {status: 503, statusText: 'Away'})),
      'exception',
      /503 Away. It may have run/,
      '503 Away',
    );
    expectOutcome(await run({bundle}, () => json(result, 500)), 'exception', /500/, '500 Because');
    const bare = new Response('', {status: 401});
    expectOutcome(await run({bundle}, () => bare), 'exception', /answered 401\.$/, '401');
  });

  for (const [what, answer, start] of [
    ['an HTTP error without an outcome', () => new Response('', {status: 401}), '401, exception: '],
    ['an outcome of the server', () => json(problem, 422), '422, processing: '],
    ['an outcome with the code of another status', () => json(outcome('exception'), 401), '401, exception: '],
    ['an outcome with 200', () => json(outcome('not-found'), 200), 'not-found: '],
  ] as const) {
    it(`has the app's error state the server's own HTTP status, and no other: ${what}`, async () => {
      const [ehr, app] = createTransportPair();
      const frame = await frameWith({
        transport: ehr,
        messagingHandle: 'h',
        scope: 'messaging/*',
        fhirBaseUrl,
        ...server(answer),
      });
      const context = await contextWith({transport: app, messagingHandle: 'h'});
      const {code, message} = await rejection(context.fhir.http(bundle));
      expect(code).to.equal('refused');
      expect(message.startsWith(`${start}The EHR refused fhir.http.`), message).to.equal(true);
      frame.remove();
    });
  }

  it('answers with an outcome when the server cannot be reached', async () => {
    const answer = await run({bundle}, () => Promise.reject(new TypeError('Failed to fetch')));
    expectOutcome(answer, 'transient', /could not be reached/);
  });

  it('answers with an outcome when the server sends something else than a Bundle', async () => {
    for (const answer of [() => json({resourceType: 'Patient'}), () => json([]), () => new Response('<html>')]) {
      expectOutcome(await run({bundle}, answer), 'exception', /did not answer with a Bundle/);
    }
  });

  for (const [what, payload, text] of [
    ['no bundle', {}, /needs a bundle/],
    ['a bundle that is no Bundle', {bundle: {resourceType: 'Patient'}}, /needs a bundle/],
    ['an array for a bundle', {bundle: [bundle]}, /needs a bundle/],
    ['a Bundle without type', {bundle: {resourceType: 'Bundle'}}, /batch or transaction/],
    ['a searchset', {bundle: {...bundle, type: 'searchset'}}, /batch or transaction/],
    ['entries that are no array', {bundle: {...bundle, entry: {}}}, /Every entry needs a request/],
    ['an entry that is null', {bundle: {...bundle, entry: [null]}}, /Every entry needs a request/],
    ['an entry without request', {bundle: {...bundle, entry: [{resource: {}}]}}, /Every entry needs a request/],
    [
      'a request without url',
      {bundle: {...bundle, entry: [{request: {method: 'GET'}}]}},
      /Every entry needs a request/,
    ],
    ['a request without method', {bundle: {...bundle, entry: [{request: {url: 'x'}}]}}, /Every entry needs a request/],
    ['values that JSON does not have', {bundle: {...bundle, timestamp: new Date(0)}}, /JSON does not have/],
    [
      'parts that are shared so often that nobody can write it down',
      {bundle: {...bundle, note: shared}},
      /larger than/,
    ],
    ['more than 16 Mi characters', {bundle: {...bundle, note: 'x'.repeat(2 ** 24)}}, /larger than/],
  ] as const) {
    it(`answers ${what} with an outcome and asks the server nothing`, async () => {
      const {requests, fhirFetch} = server(() => json(result));
      const {app} = await connectedFrame({fhirBaseUrl, fhirFetch});
      expectOutcome(await app.request<string, object>('fhir.http', payload), 'invalid', text);
      expect(requests).to.be.empty;
    });
  }

  it('is off without the scope messaging/fhir', async () => {
    const {requests, fhirFetch} = server(() => json(result));
    const {app} = await connectedFrame({fhirBaseUrl, fhirFetch, scope: 'messaging/ui messaging/scratchpad'});
    expectOutcome(await app.request('fhir.http', {bundle}), 'forbidden', /scopes/);
    expect(requests).to.be.empty;
  });

  it('gives up what is under way when the frame leaves the page', async () => {
    let signal: AbortSignal | null | undefined;
    const fhirFetch: typeof fetch = (_, init) => {
      signal = init?.signal;
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal?.reason as Error));
      });
    };
    const {app, frame} = await connectedFrame({fhirBaseUrl, fhirFetch});
    app.request('fhir.http', {bundle}).catch(() => undefined);
    await eventually('the POST is under way', () => signal);
    expect(signal?.aborted).to.equal(false);
    frame.remove();
    expect(signal?.aborted).to.equal(true);
  });

  it('runs nothing for a frame that has left the page before the POST', async () => {
    const {requests, fhirFetch} = server(() => json(result));
    const {app, frame} = await connectedFrame({fhirBaseUrl, fhirFetch});
    app.request('fhir.http', {bundle}).catch(() => undefined);
    await once(frame, 'smart-fhir-http');
    frame.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).to.be.empty;
  });
});

/** What became of the requests to a server of `test/support/fhir-answers.mjs`. */
const seen = async (id: string): Promise<{posts: number; sent: number; open: number}> =>
  (await (await fetch(`${sameSite}/fhir/seen?id=${id}`)).json()) as {posts: number; sent: number; open: number};

describe('<smart-app-frame> fhir.http and a server that misbehaves', () => {
  let id = '';
  beforeEach(() => (id = crypto.randomUUID()));
  const address = (name: string, more = ''): string => `${sameSite}/fhir/${name}?id=${id}${more}`;

  it('sends the Bundle to no other address than fhir-base-url, on the same origin or another', async () => {
    for (const origin of [otherSite, sameSite]) {
      const to = `${origin}/fhir/bundle?id=elsewhere-${id}`;
      const {app} = await connectedFrame({fhirBaseUrl: address('redirect', `&to=${encodeURIComponent(to)}`)});
      expectOutcome(await app.request('fhir.http', {bundle}), 'transient', /redirects/);
    }
    expect(await seen(`elsewhere-${id}`)).to.include({posts: 0});
    expect(await seen(id)).to.include({posts: 2});
  });

  it('gives the same settings to a fhirFetch', async () => {
    const to = `${otherSite}/fhir/bundle?id=elsewhere-${id}`;
    const fhirFetch: typeof fetch = (input, init) => fetch(input, {...init});
    const fhirBaseUrl = address('redirect', `&to=${encodeURIComponent(to)}`);
    const {app} = await connectedFrame({fhirBaseUrl, fhirFetch});
    expectOutcome(await app.request('fhir.http', {bundle}), 'transient', /redirects/);
    expect(await seen(`elsewhere-${id}`)).to.include({posts: 0});
  });

  it('reads an answer up to 32 Mi bytes', async () => {
    const {app} = await connectedFrame({fhirBaseUrl: address('large', '&megabytes=31')});
    expect(await app.request('fhir.http', {bundle})).to.have.keys('bundle');
  });

  it('reads no more of a larger one, and says so', async () => {
    const {app} = await connectedFrame({fhirBaseUrl: address('large', '&megabytes=900')});
    expectOutcome(await app.request('fhir.http', {bundle}), 'too-costly', /too large/);
    await eventually('the server stops sending', async () => (await seen(id)).open === 0);
    expect((await seen(id)).sent).to.be.below(600 * 2 ** 20);
  });

  it('reads no more of a larger one that has no stream', async () => {
    const whole = async (): Promise<Response> => {
      const response = Response.json({resourceType: 'Bundle'});
      Object.defineProperty(response, 'body', {value: undefined});
      return Promise.resolve(response);
    };
    const {signal} = new AbortController();
    const answer = (largestAnswer: number): Promise<object> =>
      postBundle({bundle}, address('bundle'), whole, signal, {...fhirHttpBounds, largestAnswer});
    expect(await answer(100)).to.deep.equal({bundle: {resourceType: 'Bundle'}});
    expectOutcome(await answer(10), 'too-costly', /too large/);
  });

  for (const [name, code, text] of [
    ['reset', 'transient', /could not be reached, redirects, or ended the connection/],
    ['cut', 'exception', /did not answer with a Bundle/],
  ] as const) {
    it(`says that the bundle may have been run where the connection is lost: ${name}`, async () => {
      const {app} = await connectedFrame({fhirBaseUrl: address(name)});
      const answer = await app.request<string, object>('fhir.http', {bundle});
      expectOutcome(answer, code, text);
      expectOutcome(answer, code, /may have run the bundle: check before you send it again/);
      expect((await seen(id)).posts).to.be.above(0); // a browser may try a lost connection again
    });
  }

  for (const name of ['endless', 'silent']) {
    it(`waits a minute for an answer that is ${name}, says that the bundle may have been run, and ends it`, async () => {
      const clock = new Clock();
      try {
        const {app} = await connectedFrame({fhirBaseUrl: address(name)});
        const answer = app.request<string, object>('fhir.http', {bundle}, {timeout: 1e9});
        await eventually('the server answers', async () => (await seen(id)).open === 1);
        await clock.advance(59_000);
        expect((await seen(id)).open).to.equal(1);
        await clock.advance(1000);
        expectOutcome(await answer, 'timeout', /60000 ms.*may have run/);
      } finally {
        clock.restore();
      }
      await eventually('the server is left', async () => (await seen(id)).open === 0);
    });
  }

  it('ends at the deadline with a fhirFetch that does not heed the signal, and reads nothing more', async () => {
    const {signal} = new AbortController();
    const heedless: typeof fetch = (input, init) => fetch(input, {...init, signal: null});
    for (const name of ['endless', 'silent'] as const) {
      const answer = await postBundle({bundle}, address(name), heedless, signal, {...fhirHttpBounds, deadline: 300});
      expectOutcome(answer, 'timeout', /300 ms/);
    }
    await eventually('the endless one is left', async () => (await seen(id)).open <= 1);
    const late = async (): Promise<Response> => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return fetch(address('endless'), {method: 'POST'});
    };
    id = crypto.randomUUID();
    expectOutcome(
      await postBundle({bundle}, address('endless'), late, signal, {...fhirHttpBounds, deadline: 50}),
      'timeout',
      /50 ms/,
    );
    await eventually('the late one is left', async () => (await seen(id)).open === 0);
  });

  it('leaves no timer behind', async () => {
    const clock = new Clock();
    try {
      const {fhirFetch} = server(() => json(result));
      await postBundle({bundle}, fhirBaseUrl, fhirFetch, new AbortController().signal);
      expect(clock.delays).to.be.empty;
    } finally {
      clock.restore();
    }
  });
});
