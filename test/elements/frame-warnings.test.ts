import {expect, fixture, html} from '@open-wc/testing';
import type {SmartAppFrame} from '../../components/index.js';
import {connectedFrame, frameWith, once, part, unresponsiveFrame, withUncaughtErrors} from '../support/elements.js';
import {eventually} from '../support/eventually.js';
import {guesses, launchRaw, plainFrame, say} from '../support/launches.js';
import {kitModule, otherSite, remotePage, sameSite} from '../support/remote.js';
import {warningsDuring} from '../support/warnings.js';

const src = remotePage(otherSite);

const warningsOf = (properties: Partial<SmartAppFrame>): Promise<string[]> =>
  warningsDuring(() => frameWith({src, ...properties}));

describe('<smart-app-frame> warns of', () => {
  for (const [what, scope] of [
    ['commas between scopes', 'messaging/ui,messaging/scratchpad'],
    ['a dot in the place of the slash', 'messaging.ui'],
    ['another word', 'message/ui'],
    ['a capital', 'Messaging/UI'],
    ['a capital in the group', 'messaging/UI'],
    ['a scope without a group', 'messaging/'],
    ['a semicolon after another scope', 'openid;messaging/ui'],
    ['a letter that is missing', 'mesaging/ui'],
    ['letters in another order', 'messagnig/sdc'],
    ['quotes', '"messaging/ui"'],
    ['a quote at the end', "messaging/ui'"],
    ['a JSON list', '["messaging/ui"]'],
  ] as const) {
    it(`${what} in scope`, async () => {
      const told = await warningsOf({scope: `openid ${scope}`});
      expect(told).to.deep.equal([
        `<smart-app-frame> scope has "${scope}". Write messaging/ui, in lower case, with spaces between scopes.`,
      ]);
    });
  }

  it('nothing in scopes that are right, those of other matters too', async () => {
    const scope =
      'openid fhirUser launch patient/*.rs patient/MessageHeader.rs messaging/ui.done messaging/* messaging/org.x';
    expect(await warningsOf({scope})).to.deep.equal([]);
  });

  it('no handle that an app sends in the place of a message type, and puts it into no error', async () => {
    const messages: string[] = [];
    const told = await warningsDuring(async () => {
      for (const scope of ['', 'messaging/*']) {
        const {app, frame} = await connectedFrame({scope}, {messagingHandle: 'the.handle'});
        frame.addEventListener('smart-request', (event) => event.respondWith(Promise.reject(new Error('No.'))));
        frame.addEventListener('smart-error', ({detail}) => messages.push(detail.error.message));
        app.request('the.handle', {}, {timeout: 50}).catch(() => undefined);
        await withUncaughtErrors(async () => {
          await app.request('the.handles', {});
          await new Promise((resolve) => setTimeout(resolve, 100));
        });
      }
    });
    expect(messages.join())
      .to.contain('the.handles')
      .and.not.match(/the\.handle\b/);
    expect(told.join())
      .to.contain('the.handles')
      .and.not.match(/the\.handle\b/);
  });

  it('its own settings, though an app has caused a hundred warnings', async () => {
    const told = await warningsDuring(async () => {
      const {app, frame} = await connectedFrame({scope: ''});
      for (let i = 0; i < 110; i++) await app.request(`my.thing${i}`, {});
      frame.setAttribute('target', '_blank');
      await frame.updateComplete;
    });
    expect(told).to.have.lengthOf(101);
    expect(told.join()).to.contain('target="_blank"');
  });

  for (const [properties, text] of [
    [{iss: '/fhir'}, 'iss must begin with https://'],
    [{iss: 'ehr.example.org/fhir?secret=1'}, 'Did you mean https://ehr.example.org/fhir?'],
    [{fhirBaseUrl: 'localhost:8080/fhir'}, 'fhir-base-url must begin with https://, such as'],
    [{fhirBaseUrl: 'fhir'}, 'fhir-base-url must begin with https://'],
    [{launchMode: 'smart'}, 'launch-mode="smart" without iss: set iss to the FHIR base URL.'],
    [{launch: 'xyz', launchMode: 'query'}, 'launch-mode="query" adds no launch to src.'],
    [{launch: 'xyz', launchMode: 'none'}, 'launch-mode="none" adds no launch to src.'],
    [{handleLifetime: 0}, 'handle-lifetime is 0: it ends each launch at once.'],
    [{handleLifetime: null as unknown as number}, 'handle-lifetime is 0'],
  ] as const) {
    it(`${JSON.stringify(properties)}, once`, async () => {
      const told = await warningsDuring(async () => {
        const frame = await frameWith({src, ...properties});
        frame.label = 'Another';
        await frame.updateComplete;
      });
      expect(told).to.have.lengthOf(1);
      expect(told[0]).to.contain(text).and.not.contain('secret');
    });
  }

  it('no address that can work', async () => {
    for (const fhirBaseUrl of [
      '/fhir',
      './fhir',
      '../fhir',
      '//ehr.example.org/fhir',
      'HTTPS://ehr.example.org/fhir',
    ]) {
      expect(await warningsOf({fhirBaseUrl, iss: 'https://ehr.example.org/fhir', launchMode: 'smart'})).to.deep.equal(
        [],
      );
    }
  });

  it('each message type that scope lacks, once, with the scope to add', async () => {
    const told = await warningsDuring(async () => {
      const {app} = await connectedFrame({scope: 'messaging/ui'});
      for (const type of ['scratchpad.read', 'scratchpad.read', 'scratchpad.create', 'my.thing', 'org.example.thing']) {
        await app.request(type, {});
      }
    });
    expect(told).to.deep.equal(
      [
        ['scratchpad.read', 'scratchpad'],
        ['scratchpad.create', 'scratchpad'],
        ['my.thing', 'my'],
        ['org.example.thing', 'org.example'],
      ].map(
        ([type, group]) =>
          `<smart-app-frame> ${type} was refused: scope lacks messaging/${group}. Add it if the app may do this.`,
      ),
    );
  });

  it('a hundred types at most, and repeats no text that an app chose', async () => {
    const told = await warningsDuring(async () => {
      const {app} = await connectedFrame({scope: ''});
      await app.request('secret of\na patient', {});
      for (let i = 0; i < 200; i++) await app.request(`my.thing${i}`, {});
    });
    expect(told).to.have.lengthOf(100);
    expect(told.join()).not.to.contain('secret');
  });

  it('launch without iss, and not with it', async () => {
    expect((await warningsOf({launch: 'xyz123'})).join())
      .to.contain('launch without iss')
      .and.not.contain('xyz123');
    expect(await warningsOf({launch: 'xyz123', iss: 'https://ehr.example.org/fhir'})).to.deep.equal([]);
  });

  it('lane, which has another name now', async () => {
    const frame = await fixture<SmartAppFrame>(html`<smart-app-frame label="App"></smart-app-frame>`);
    const told = await warningsDuring(async () => {
      frame.setAttribute('lane', 'window');
      for (const label of ['Another', 'App']) {
        frame.label = label;
        await frame.updateComplete;
      }
    });
    const advice = 'lane is called message-port: use message-port="off" instead of lane="window".';
    expect(told).to.deep.equal([`<smart-app-frame> ${advice}`]);
  });

  for (const [attribute, value, advice] of [
    ['target', '_blank', 'frame or window'],
    ['loading', 'lazzy', 'eager or lazy'],
    ['message-port', 'both', 'auto or off'],
    ['connect-timeout', '10s', 'a number of milliseconds'],
    ['request-timeout', 'abc', 'a number of milliseconds'],
    ['handle-lifetime', '-1', 'a number of milliseconds'],
  ] as const) {
    it(`${attribute}="${value}", once`, async () => {
      const told = await warningsDuring(async () => {
        const frame = await fixture<SmartAppFrame>(html`<smart-app-frame label="App"></smart-app-frame>`);
        frame.setAttribute(attribute, value);
        await frame.updateComplete;
        frame.label = 'Another';
        await frame.updateComplete;
      });
      expect(told).to.deep.equal([`<smart-app-frame> ${attribute}="${value}": use ${advice}.`]);
    });
  }

  it('a property that is no number', async () => {
    const told = await warningsOf({connectTimeout: NaN, requestTimeout: 'soon' as unknown as number});
    expect(told).to.deep.equal([
      '<smart-app-frame> connect-timeout="NaN": use a number of milliseconds.',
      '<smart-app-frame> request-timeout="soon": use a number of milliseconds.',
    ]);
  });

  for (const [source, meant] of [
    ['127.0.0.1:9202/app.html?messaging_handle=h1', 'http://127.0.0.1:9202/app.html'],
    ['localhost:9202/app.html', 'http://localhost:9202/app.html'],
    ['app.example.org:8443', 'https://app.example.org:8443'],
    ['app.example.org/launch.html#h1', 'https://app.example.org/launch.html'],
  ] as const) {
    it(`src="${source}", which lacks its scheme`, async () => {
      const [told = ''] = await warningsOf({src: source});
      expect(told).to.contain(`Did you mean ${meant}?`).and.not.contain('h1');
    });
  }

  it('the address that a relative src leads to', async () => {
    const [told = ''] = await warningsOf({src: '127.0.0.1:9202/app.html?messaging_handle=h1'});
    const address = new URL('127.0.0.1:9202/app.html', document.baseURI);
    expect(told).to.contain(`src leads to ${address.href}.`);
    expect((await warningsOf({src: 'app.html'})).join()).not.to.contain('Did you mean');
  });
});

describe("<smart-app-frame> in a page whose policy forbids the app's frame", () => {
  /** What a frame reports in a page with these headers. */
  async function reportOf(
    header: string,
    policy: string,
    source: string,
  ): Promise<{messages: string[]; state: string}> {
    const remote = await plainFrame(sameSite, {kit: kitModule, [`header-${header}`]: policy});
    return remote.run(async (src) => {
      const frame = document.createElement('smart-app-frame');
      Object.assign(frame, {label: 'Dosing', src, connectTimeout: 1000});
      const messages: string[] = [];
      frame.addEventListener('smart-error', ({detail}) => messages.push(detail.error.message));
      document.body.append(frame);
      while (!messages.length) await new Promise((resolve) => setTimeout(resolve, 20));
      return {messages, state: frame.state};
    }, source);
  }

  it('says so at once, and takes the frame away', async () => {
    const {messages, state} = await reportOf('content-security-policy', "frame-src 'self'", src);
    expect(messages).to.deep.equal([
      `This page's Content-Security-Policy blocks frames from ${otherSite}. Add it to frame-src.`,
    ]);
    expect(state).to.equal('closed');
  });

  for (const [what, wait, appOrigin] of [
    ['of another origin while the app loads', false, otherSite],
    ["of one of the app's origins once it has loaded", true, `${otherSite} https://login.example.org`],
  ] as const) {
    it(`leaves the app alone where it blocks another frame of the page: ${what}`, async () => {
      const header = {kit: kitModule, 'header-content-security-policy': `frame-src ${otherSite}`};
      const remote = await plainFrame(sameSite, header);
      const seen = await remote.run(
        async (settings, wait) => {
          const frame = Object.assign(document.createElement('smart-app-frame'), settings);
          const errors: string[] = [];
          frame.addEventListener('smart-error', ({detail}) => errors.push(detail.error.message));
          document.body.append(frame);
          await frame.updateComplete;
          while (wait && frame.state === 'loading') await new Promise((resolve) => setTimeout(resolve, 20));
          const blocked = new Promise((resolve) =>
            document.addEventListener('securitypolicyviolation', resolve, {once: true}),
          );
          const other = document.createElement('iframe');
          other.src = 'https://login.example.org/';
          document.body.append(other);
          await blocked;
          await new Promise((resolve) => setTimeout(resolve, 100));
          return {errors, state: frame.state};
        },
        {label: 'Dosing', src: remotePage(otherSite, wait ? {} : {delay: '3000'}), appOrigin, connectTimeout: 20_000},
        wait,
      );
      expect(seen).to.deep.equal({errors: [], state: wait ? 'connecting' : 'loading'});
    });
  }

  it('goes on under a policy that only reports', async () => {
    const {messages} = await reportOf('content-security-policy-report-only', "frame-src 'self'", src);
    expect(messages[0]).to.match(/^No handshake in/);
  });
});

describe('<smart-app-frame> notices by their kind', () => {
  const kinds = ['unresponsive', 'failed', 'blocked', 'lost', 'expired', 'quarantined', 'flood', 'error'];

  /** Which of the slots for notices has its content shown. */
  async function shownIn(frame: SmartAppFrame, slots = kinds): Promise<string[]> {
    for (const slot of slots) frame.append(Object.assign(document.createElement('span'), {slot, innerText: slot}));
    await frame.updateComplete;
    return [...frame.children].filter((child) => child.checkVisibility()).map(({slot}) => slot);
  }

  const buttons = (frame: SmartAppFrame): string[] =>
    [...part(frame, 'error')!.querySelectorAll('button')]
      .filter((each) => each.checkVisibility())
      .map((each) => each.innerText);

  it('has one for an app that has not answered, with a button to try again', async () => {
    const frame = await unresponsiveFrame({src});
    expect(part(frame, 'error')!.innerText).to.contain('Data entered in it may not arrive here.');
    expect(await shownIn(frame)).to.deep.equal(['unresponsive']);
    expect(buttons(frame)).to.deep.equal(['Try again']);
  });

  it('has one for an app that could not be opened, without a button: trying again cannot help', async () => {
    const frame = await frameWith({src: 'javascript:void 0'});
    expect(await shownIn(frame)).to.deep.equal(['failed']);
    expect(buttons(frame)).to.deep.equal([]);
  });

  it('has no button either where the sandbox keeps the app from ever connecting', async () => {
    const frame = await unresponsiveFrame({src, sandbox: 'allow-scripts'});
    expect(buttons(frame)).to.deep.equal([]);
  });

  it('has one for a window that the browser blocked', async () => {
    const frame = await frameWith({src, target: 'window'});
    const {open} = window;
    window.open = () => null;
    frame.open();
    window.open = open;
    expect(await shownIn(frame)).to.deep.equal(['blocked']);
    expect(buttons(frame)).to.deep.equal(['Try again']);
  });

  it('has one for a session that is over', async () => {
    const frame = document.createElement('smart-app-frame');
    const told = await warningsDuring(async () => {
      const error = once(frame, 'smart-error');
      await fixture(html`${Object.assign(frame, {label: 'App', src, handleLifetime: 50})}`);
      await error;
    });
    expect(await shownIn(frame)).to.deep.equal(['expired']);
    expect(told).to.deep.equal([]);
  });

  it('has one for an app that is paused, and one for an app that went on', async () => {
    const limits = {maxRefusals: 5};
    const {frame, app} = await launchRaw({origin: otherSite, frame: {limits}});
    await say(app, ...guesses(6));
    await eventually('the app is in quarantine', () => frame.quarantined);
    expect(await shownIn(frame)).to.deep.equal(['quarantined']);
    expect(buttons(frame)).to.deep.equal(['Resume']);
    await say(app, ...guesses(60));
    await eventually('the app is gone', () => frame.state === 'closed');
    await frame.updateComplete;
    expect([...frame.children].filter((child) => child.checkVisibility()).map(({slot}) => slot)).to.deep.equal([
      'flood',
    ]);
  });

  it('shows the content of the slot error for all that have none of their own', async () => {
    const frame = await unresponsiveFrame({src});
    expect(await shownIn(frame, ['error', 'failed'])).to.deep.equal(['error']);
    frame.src = 'javascript:void 0';
    await frame.updateComplete;
    expect([...frame.children].filter((child) => child.checkVisibility()).map(({slot}) => slot)).to.deep.equal([
      'failed',
    ]);
  });

  it('shows the content of the slot connecting, or else of loading, while it connects', async () => {
    const frame = await frameWith({src: remotePage(otherSite, {delay: '500'})});
    expect(await shownIn(frame, ['loading', 'connecting'])).to.deep.equal(['loading']);
    await eventually('it connects', () => frame.state === 'connecting');
    await frame.updateComplete;
    expect([...frame.children].filter((child) => child.checkVisibility()).map(({slot}) => slot)).to.deep.equal([
      'connecting',
    ]);
  });
});
