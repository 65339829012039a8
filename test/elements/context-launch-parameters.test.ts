import {expect} from '@open-wc/testing';
import {createTransportPair, type SmartMessagingContext} from '../../components/index.js';
import {launchParameters} from '../../components/smart-messaging-context/launch-parameters.js';
import {contextWith, reach} from '../support/elements.js';
import {openedByEhr, remoteWindow, type RemoteWindow} from '../support/ehr-window.js';
import {kitModule, otherSite, sameSite} from '../support/remote.js';

const address = location.href;

/** The handle in the first handshake of a context with these properties. */
async function handleSent(properties: Partial<SmartMessagingContext>): Promise<string> {
  const [own, transport] = createTransportPair();
  const sent = new Promise<string>((resolve) => {
    own.listen(({data}) => resolve((data as {messagingHandle: string}).messagingHandle), {
      signal: new AbortController().signal,
    });
  });
  await contextWith({transport, ...properties});
  return sent;
}

const tokenResponse = {smart_web_messaging_handle: 'from-token', smart_web_messaging_origin: otherSite};

describe('<smart-messaging-context> launch parameters', () => {
  afterEach(() => history.replaceState(null, '', address));

  const query = (search: string): void => history.replaceState(null, '', `${address}&${search}`);

  it('takes the handle from messaging-handle before all else', async () => {
    query('messaging_handle=from-query');
    expect(await handleSent({messagingHandle: 'own', tokenResponse})).to.equal('own');
  });

  it('takes the handle from tokenResponse before the query', async () => {
    query('messaging_handle=from-query');
    expect(await handleSent({tokenResponse})).to.equal('from-token');
  });

  it('takes the handle from the query parameter messaging_handle (SDC)', async () => {
    query('messaging_handle=from-query');
    expect(await handleSent({})).to.equal('from-query');
  });

  it('takes the handle from the query parameter smart_web_messaging_handle', async () => {
    query('smart_web_messaging_handle=from-query');
    expect(await handleSent({})).to.equal('from-query');
  });

  it('takes the query when the token response has no launch parameters, or none that are texts', async () => {
    query('messaging_handle=from-query');
    expect(await handleSent({tokenResponse: {access_token: 'x'}})).to.equal('from-query');
    expect(await handleSent({tokenResponse: {smart_web_messaging_handle: ''}})).to.equal('from-query');
    expect(await handleSent({tokenResponse: {smart_web_messaging_handle: 7}})).to.equal('from-query');
  });

  describe('in a window that an EHR has opened', () => {
    let ehr: RemoteWindow;

    beforeEach(async () => {
      ehr = await openedByEhr();
    });

    afterEach(() => ehr.close());

    /** Whether the EHR's window gets a handshake. */
    const asked = (): Promise<unknown> =>
      ehr.remote.run(
        () =>
          new Promise((resolve) => {
            const {received} = window as unknown as {received: Array<{data: unknown}>};
            const [first] = received;
            if (first) resolve(first.data);
            else addEventListener('message', ({data}) => resolve(data));
          }),
      );

    it('sends handshakes to the origin of messaging-origin, a slash at its end or not', async () => {
      await contextWith({messagingHandle: 'h1', messagingOrigin: `${otherSite}/`});
      expect(await asked()).to.deep.include({messagingHandle: 'h1', messageType: 'status.handshake'});
    });

    it('takes handle and origin from the token response as fhirclient keeps it', async () => {
      const context = await contextWith({tokenResponse: {access_token: 'x', ...tokenResponse}});
      expect(await asked()).to.deep.include({messagingHandle: 'from-token'});
      expect(context.state).to.equal('connecting');
    });

    it('takes handle and origin from the query', async () => {
      query(`messaging_handle=from-query&messaging_origin=${encodeURIComponent(otherSite)}`);
      await contextWith({});
      expect(await asked()).to.deep.include({messagingHandle: 'from-query'});
    });

    for (const present of ['messagingHandle', 'messagingOrigin'] as const) {
      it(`stays idle with ${present} alone`, async () => {
        const context = await contextWith({[present]: otherSite});
        expect(context.state).to.equal('idle');
      });
    }

    const halves: Array<[string, Partial<SmartMessagingContext>, search: string]> = [
      [
        'a handle from the token response with an origin from the query',
        {tokenResponse: {smart_web_messaging_handle: 'from-token'}},
        `messaging_origin=${encodeURIComponent(otherSite)}`,
      ],
      [
        'an origin of its own with a handle from the query',
        {messagingOrigin: otherSite},
        'messaging_handle=from-query',
      ],
    ];
    for (const [what, properties, search] of halves) {
      it(`does not mix ${what}, and stays idle`, async () => {
        query(search);
        const context = await contextWith(properties);
        expect(context.state).to.equal('idle');
        expect(await ehr.remote.run(() => window.received.length)).to.equal(0);
      });
    }

    for (const messagingOrigin of ['*', 'null', 'ehr.example.org', `${otherSite}/launch`, 'javascript:void 0']) {
      it(`is unavailable, and says why, with messaging-origin="${messagingOrigin}" (SWM-3)`, async () => {
        const context = document.createElement('smart-messaging-context');
        const codes: string[] = [];
        context.addEventListener('smart-error', ({detail}) => codes.push(detail.error.code));
        Object.assign(context, {messagingHandle: 'h1', messagingOrigin});
        document.body.append(context);
        await reach(context, 'unavailable');
        context.remove();
        expect(codes).to.deep.equal(['invalid-request']);
      });
    }

    it('connects when a bad messaging-origin is put right', async () => {
      const context = await contextWith({messagingHandle: 'h1', messagingOrigin: '*'});
      context.messagingOrigin = otherSite;
      await context.updateComplete;
      expect(context.state).to.equal('connecting');
      expect(await asked()).to.deep.include({messagingHandle: 'h1'});
    });
  });

  it('takes the window that frames the app for the EHR', async () => {
    const frame = await remoteWindow(sameSite, {
      kit: kitModule,
      messaging_handle: 'h1',
      messaging_origin: location.origin,
    });
    const asked = new Promise<unknown>((resolve) => {
      addEventListener('message', ({data, source}) => source === frame.remote.window && resolve(data), {once: true});
    });
    await frame.remote.run(() => document.body.append(document.createElement('smart-messaging-context')));
    expect(await asked).to.deep.include({messagingHandle: 'h1', messageType: 'status.handshake'});
    frame.close();
  });
});

describe('launchParameters', () => {
  const own = {messagingHandle: 'own', messagingOrigin: 'https://own.example.org'};
  const token = {
    smart_web_messaging_handle: 'from-token',
    smart_web_messaging_origin: 'https://token.example.org',
  };
  const search = '?messaging_handle=from-query&messaging_origin=https://query.example.org';
  const none = {messagingHandle: undefined, messagingOrigin: undefined};
  const fromQuery = {messagingHandle: 'from-query', messagingOrigin: 'https://query.example.org'};
  const cases: Array<[what: string, sources: Parameters<typeof launchParameters>[0], found: object]> = [
    ['attributes alone', {...own, tokenResponse: token, search}, own],
    [
      'attribute and token response together',
      {messagingHandle: 'own', messagingOrigin: undefined, tokenResponse: token, search},
      {messagingHandle: 'own', messagingOrigin: 'https://token.example.org'},
    ],
    [
      'the token response before the query',
      {...none, tokenResponse: token, search},
      {messagingHandle: 'from-token', messagingOrigin: 'https://token.example.org'},
    ],
    ['the query when there is nothing else', {...none, tokenResponse: undefined, search}, fromQuery],
    ['the query when the token response is of another matter', {...none, tokenResponse: {a: 1}, search}, fromQuery],
    [
      'no origin of the query for a handle of the token response',
      {...none, tokenResponse: {smart_web_messaging_handle: 'from-token'}, search},
      {messagingHandle: 'from-token', messagingOrigin: undefined},
    ],
    [
      'no handle of the query for an origin of the token response',
      {...none, tokenResponse: {smart_web_messaging_origin: 'https://token.example.org'}, search},
      {messagingHandle: undefined, messagingOrigin: 'https://token.example.org'},
    ],
    [
      'no origin of the query for a handle of one’s own',
      {messagingHandle: 'own', messagingOrigin: undefined, tokenResponse: undefined, search},
      {messagingHandle: 'own', messagingOrigin: undefined},
    ],
  ];
  for (const [what, sources, found] of cases) {
    it(`takes ${what}`, () => {
      expect(launchParameters(sources)).to.deep.equal(found);
    });
  }
});
