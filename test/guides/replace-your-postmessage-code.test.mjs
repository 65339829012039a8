import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import {guides} from '../../.ci/guides.mjs';
import {countLines, counts} from '../../.ci/lines.mjs';
import {Reader} from './reader.mjs';

const order = 'Metformin, 500 mg twice daily';

describe('“Replace your hand-written postMessage code”, followed in an empty folder', {timeout: 120_000}, () => {
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
  it('is as long as the guide says, and many times as long as the tags', () => {
    const guide = readFileSync('demo/guides/replace-your-postmessage-code.md', 'utf8');
    for (const [name, byHand, withTag] of counts()) {
      assert.match(guide, new RegExp(`\\| ${name} +\\| +${byHand} lines \\| +${withTag} lines \\|`));
      assert.ok(byHand > 2 * withTag, `${name}: ${byHand}, ${withTag}`);
    }
  });

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
