import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import {guides} from '../../.ci/guides.mjs';
import {comparisons, countLines, counts} from '../../.ci/lines.mjs';
import {press} from '../support/press.mjs';
import {Reader, waitForText} from './reader.mjs';

const order = 'Metformin, 500 mg twice daily';

/** In the app: asks the EHR by raw messages, and resolves with the answers. */
async function askByHand() {
  const query = new URLSearchParams(location.search);
  const ask = (changes) =>
    new Promise((resolve) => {
      const own = {messagingHandle: query.get('messaging_handle'), messageId: window.crypto.randomUUID()};
      const payload = {resource: {resourceType: 'Task'}};
      const request = {...own, messageType: 'scratchpad.create', payload, ...changes};
      const answered = ({data}) => {
        if (data.responseToMessageId !== request.messageId) return;
        window.removeEventListener('message', answered);
        resolve(data.payload);
      };
      window.addEventListener('message', answered);
      window.parent.postMessage(request, query.get('messaging_origin'));
    });
  return {
    wrongHandle: await ask({messagingHandle: 'guessed', messageType: 'fhir.http'}),
    notGranted: await ask({messageType: 'fhir.http'}),
    first: await ask({messageId: 'the same'}),
    again: await ask({messageId: 'the same'}),
  };
}

/** In the EHR's page: another window, which has the handle, says that the app is done. */
function closeByStranger() {
  const messagingHandle = new URL(document.querySelector('iframe').src).searchParams.get('messaging_handle');
  window.postMessage({messagingHandle, messageId: 'one', messageType: 'ui.done', payload: {}}, location.origin);
  return new Promise((resolve) => setTimeout(resolve, 300));
}

describe('“Replace your hand-written postMessage code”, followed in an empty folder', {timeout: 600_000}, () => {
  let reader;
  const pages = [];

  before(async () => {
    reader = await Reader.of('replace-your-postmessage-code');
  });

  after(async () => {
    await reader?.close();
  });

  /** What the fourth section says that each combination does. */
  async function proposesAndCloses(page, look = async () => {}) {
    await page.bringToFront();
    const app = await reader.frame(page);
    await reader.sees(app, 'Connected with the EHR.');
    await reader.press(app, 'Propose 500 mg twice daily');
    await reader.sees(page, order, '#drafts');
    await reader.sees(page, order, '#review');
    await look();
    await reader.press(app, 'Done');
    await reader.sees(page, 'The app was closed.');
    await page.waitForFunction(() => !document.querySelector('iframe'));
    assert.deepEqual(reader.complaints, []);
  }

  it('works by hand on both sides', async () => {
    await reader.follow('4. The new EHR page with the old app');
    pages.push(await reader.open('http://localhost:8000/by-hand.html'));
    await proposesAndCloses(pages[0]);
  });

  it('is as careful by hand as the guide says', async () => {
    const [page] = pages;
    await page.reload();
    const app = await reader.frame(page);
    await reader.sees(app, 'Connected with the EHR.');
    const {wrongHandle, notGranted, first, again} = await app.evaluate(askByHand);
    assert.equal(wrongHandle.outcome.issue[0].code, 'security');
    assert.equal(notGranted.outcome.issue[0].code, 'forbidden');
    assert.match(first.location, /^Task\//);
    assert.deepEqual(again, first);
    assert.equal(await page.$$eval('#drafts li', ({length}) => length), 1);

    await page.evaluate(closeByStranger);
    await waitForText(page, '#drafts', 'undefined, undefined');
    assert.ok(await page.$('iframe:not([hidden])'));

    await app.evaluate(() => setTimeout(() => location.reload()));
    await reader.sees(await reader.frame(page), 'Connected with the EHR.');

    await page.$eval('iframe', (iframe) => (iframe.src = new URL('/dose.js', iframe.src).href));
    await press(page, '#notice button'); // once the time is up
    await reader.sees(await reader.frame(page, '/by-hand.html'), 'Connected with the EHR.');
    assert.equal(await page.$$eval('iframe', ({length}) => length), 1);
    assert.deepEqual(reader.complaints, []);
  });

  it('works with the tag in the EHR and the app by hand', async () => {
    pages.push(await reader.open('http://localhost:8000/with-tag.html'));
    const look = () => reader.picture(pages[1], 'pictures/replace-your-postmessage-code.png');
    await proposesAndCloses(pages[1], look);
  });

  for (const [index, way] of ['the EHR by hand', 'tags on both sides'].entries()) {
    it(`works with the tag in the app: ${way}`, async () => {
      if (index === 0) await reader.follow('5. The new app in both');
      await pages[index].reload();
      await proposesAndCloses(pages[index]);
    });
  }

  it('leaves nothing to be done', () => {
    assert.deepEqual(reader.unread, []);
  });
});

describe('the hand-written code', () => {
  for (const name of Object.keys(comparisons)) {
    it(`is as long as the guide ${name} says, and many times as long as the tags`, () => {
      const guide = readFileSync(`demo/guides/${name}.md`, 'utf8');
      for (const [side, byHand, withTag] of counts(name)) {
        assert.match(guide, new RegExp(`\\| ${side} +\\| +${byHand} lines \\| +${withTag} lines \\|`));
        assert.ok(byHand > 2 * withTag, `${side}: ${byHand}, ${withTag}`);
      }
    });
  }

  it('is counted without comments and empty lines', () => {
    assert.equal(countLines('// why\n\n/**\n * what\n */\nconst a = 1; // here\n  /* there */\nb(a);\n'), 2);
  });
});

describe('every guide', () => {
  it('has the listings, counts and charts that its files have now', async () => {
    for (const [file, text] of await guides()) {
      assert.equal(readFileSync(file, 'utf8'), text, `${file} is out of date. Run: npm run generate`);
    }
  });
});
