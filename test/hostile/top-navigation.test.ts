import {expect} from '@open-wc/testing';
import {comeToFront} from '../support/front.js';
import {clickInto, frameWith} from '../support/elements.js';
import {engine, itWhereEmptyPopUpsAreHeld} from '../support/engine.js';
import {otherSite, remoteIn, remotePage} from '../support/remote.js';
import {openEhrPage, type EhrPage} from './support/ehr-page.js';
import {guardPage} from './support/page-state.js';

const elsewhere = remotePage(otherSite, {taken: 'away'});
const nameOfPage = 'the-ehr';

/** What an app tries, to take the EHR's page elsewhere: each with `top`, `parent` and an address to go to. */
const attempts: Record<string, string> = {
  'top.location': 'top.location.href = url',
  'top.location.replace()': 'top.location.replace(url)',
  'parent.location': 'parent.location = url',
  'a script URL': 'parent.location.href = `javascript:location.href = "${url}"`',
  'window.open() to _top': 'open(url, "_top")',
  'window.open() to _parent': 'open(url, "_parent")',
  'window.open() to the name of the page': `open(url, "${nameOfPage}")`,
  ...Object.fromEntries(
    ['_top', '_parent', nameOfPage].flatMap((target) => [
      [
        `a link to ${target}`,
        `const link = Object.assign(document.createElement('a'), {href: url, target: '${target}'});
         document.body.append(link);
         link.click()`,
      ],
      [
        `a form to ${target}`,
        `const form = Object.assign(document.createElement('form'), {action: url, target: '${target}'});
         document.body.append(form);
         form.submit()`,
      ],
    ]),
  ),
};

/** Makes an attempt over there, which may be refused by an error, and waits for it to take effect. */
async function attempt({app}: EhrPage, script: string): Promise<void> {
  const made = app.run(
    async (script, url) => {
      try {
        // eslint-disable-next-line @typescript-eslint/no-implied-eval
        (new Function('url', script) as (url: string) => void)(url);
      } catch {
        // As it should be.
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
    script,
    elsewhere,
  );
  await Promise.race([made, pause(2000)]);
  await pause(100);
}

const pause = (milliseconds: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, milliseconds));

afterEach(comeToFront);

describe('an app in a frame, when somebody clicks into it', () => {
  guardPage();

  it('cannot take the EHR’s page elsewhere', async () => {
    const frame = await frameWith({src: remotePage(otherSite)});
    const app = await remoteIn(frame, otherSite);
    const leaving: Event[] = [];
    const controller = new AbortController();
    addEventListener('beforeunload', (event) => leaving.push(event), {signal: controller.signal});
    // A name that no page has would open another window, in front of this one.
    const scripts = Object.values(attempts).filter((script) => !script.includes(nameOfPage));
    const clicked = app.run(
      (scripts, url) =>
        new Promise<boolean>((resolve) => {
          const tryAll = (): void => {
            resolve(navigator.userActivation.isActive);
            for (const script of scripts) {
              try {
                // eslint-disable-next-line @typescript-eslint/no-implied-eval
                (new Function('url', script) as (url: string) => void)(url);
              } catch {
                // As it should be.
              }
            }
          };
          addEventListener('click', tryAll, {once: true});
        }),
      scripts,
      elsewhere,
    );
    await clickInto(frame, clicked);
    expect(await clicked).to.equal(true);
    await pause(500);
    controller.abort();
    expect(leaving).to.deep.equal([]);
  });
});

describe('an app in a frame', () => {
  guardPage();

  let page: EhrPage | undefined;

  afterEach(() => page?.window.close());

  it('cannot take the EHR’s page elsewhere, in any way', async function () {
    this.timeout(60_000);
    page = await openEhrPage(otherSite, nameOfPage);
    for (const [what, script] of Object.entries(attempts)) {
      await attempt(page, script);
      expect(page.fate(), what).to.equal('there');
    }
  });

  // Elsewhere the history is one for the page and all its frames, and a sandbox does not keep a frame from going back in it.
  (engine === 'chromium' ? it : it.skip)('cannot take the EHR’s page back to where it came from', async () => {
    page = await openEhrPage(otherSite, nameOfPage);
    for (const script of ['history.back()', 'history.go(-1)', 'history.go(-2)']) {
      await attempt(page, script);
      expect(page.fate(), script).to.equal('there');
    }
  });

  // Firefox lets any frame close a page that a script has opened: there only a page that was opened by hand stays.
  (engine === 'firefox' ? it.skip : it)('cannot close the EHR’s page, though a script has opened that', async () => {
    page = await openEhrPage(otherSite, '_blank');
    await page.app.run(() => {
      top!.close();
      parent.close();
    });
    await pause(500);
    expect(page.fate()).to.equal('there');
  });
});

describe('a window that a framed app opens', () => {
  guardPage();

  let page: EhrPage | undefined;

  afterEach(() => page?.window.close());

  /** Has the app open a window with this page and make its attempts from there. Resolves with whether a window opened. */
  const attemptFromPopUp = ({app}: EhrPage, address: string, scripts: string[]): Promise<boolean> =>
    app.run(
      async (address, scripts, url) => {
        let popup: Window | null = null;
        try {
          popup = window.open(address);
        } catch {
          // As Firefox says no.
        }
        if (!popup) return false;
        if (address !== 'about:blank') {
          const there = (): boolean => popup.location.href === address && popup.document.readyState === 'complete';
          while (!there()) await new Promise((resolve) => setTimeout(resolve, 20));
        }
        for (const script of scripts) {
          const element = popup.document.createElement('script');
          element.textContent = `{
            const {top} = opener, {parent} = opener, url = ${JSON.stringify(url)};
            try { ${script} } catch {}
          }`;
          popup.document.body.append(element);
        }
        await new Promise((resolve) => setTimeout(resolve, 300));
        popup.close();
        return true;
      },
      address,
      scripts,
      elsewhere,
    );

  const scripts = ['top.location.href = url', 'parent.location.replace(url)', `open(url, "${nameOfPage}")`];
  const appPage = remotePage(otherSite);
  const escaping = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

  async function expectHeld(address: string, sandbox?: string): Promise<void> {
    page = await openEhrPage(otherSite, nameOfPage, sandbox);
    const made = await Promise.race([attemptFromPopUp(page, address, scripts), pause(3000)]);
    await pause(300);
    expect(page.fate()).to.equal('there');
    expect(made).to.equal(true);
  }

  it('cannot take the EHR’s page elsewhere either', () => expectHeld(appPage));

  itWhereEmptyPopUpsAreHeld('cannot take the EHR’s page elsewhere while it is empty', () => expectHeld('about:blank'));

  itWhereEmptyPopUpsAreHeld('cannot take the EHR’s page elsewhere where the EHR lets it leave the sandbox', () =>
    expectHeld(appPage, escaping),
  );

  it('is none where the EHR’s page allows no pop-ups in its sandbox', async () => {
    page = await openEhrPage(otherSite, nameOfPage, 'allow-scripts allow-same-origin allow-forms');
    expect(await attemptFromPopUp(page, appPage, scripts)).to.equal(false);
    await pause(300);
    expect(page.fate()).to.equal('there');
  });
});
