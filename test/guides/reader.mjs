import assert from 'node:assert/strict';
import {execSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {freePort} from '../../demo/server/free-port.mjs';
import {launchDriven} from '../support/browser.mjs';
import {watchPage} from '../support/complaints.mjs';
import {press} from '../support/press.mjs';
import {change, readGuide} from './markdown.mjs';
import {Packages} from './packages.mjs';
import {checkSamples} from './samples.mjs';
import {waitForText} from '../support/wait-for-text.mjs';

export {waitForText};

/** Somebody who follows a guide from an empty folder, section by section, and looks at what it says is to be seen. */
export class Reader {
  /** Console warnings and page errors. */
  complaints = [];
  /** What the terminal has shown. */
  output = '';
  folder = mkdtempSync(join(tmpdir(), 'guide-'));
  #where = this.folder;
  #guide;
  #next = 0;
  #ports;
  #browser;
  #server;
  #samples = [];
  #packages = new Packages();

  /** Ports that are free take the place of the guide's: others may use those. */
  static async of(name) {
    const reader = new Reader();
    reader.#guide = readGuide(name);
    const ehr = await freePort('localhost', 0);
    reader.#ports = {ehr, app: await freePort('127.0.0.1', 0, [ehr])};
    reader.#browser = await launchDriven();
    return reader;
  }

  /** Does what the guide's sections say up to this one, which is not skipped over. */
  async follow(title) {
    let section;
    do {
      section = this.#guide.sections[this.#next++];
      assert.ok(section, `The guide has no section that begins with “${title}”, or it has been followed before.`);
      for (const block of section.blocks) await this.#do(block);
    } while (!section.title.startsWith(title));
  }

  /** Opens an address that the guide names. */
  async open(address) {
    this.#mentions(`<${address}>`);
    const page = await this.#browser.newPage();
    watchPage(page, (text) => this.complaints.push(text));
    await page.setViewport({width: 800, height: 420});
    await page.goto(this.here(address));
    return page;
  }

  /** The frame of the app, which is connected. */
  async app(page) {
    await page.waitForFunction(() => document.querySelector('smart-app-frame')?.state === 'connected');
    return this.frame(page);
  }

  /** A frame that shows something of the app's origin. */
  async frame(page, path = '/') {
    const address = this.here(`http://127.0.0.1:8001${path}`);
    const frame = await page.waitForFrame((candidate) => candidate.url().startsWith(address));
    await frame.waitForFunction(() => document.readyState === 'complete');
    return frame;
  }

  /** Presses a button that the guide names in bold. */
  async press(page, name) {
    this.#mentions(`**${name}**`);
    await press(page, `::-p-aria([name="${name}"][role="button"])`);
  }

  /** Waits for what the guide says is to be seen, there where it says. */
  async sees(page, text, selector = 'body') {
    this.#mentions(`“${text}”`);
    await waitForText(page, selector, this.here(text));
  }

  async seesButton(page, name) {
    this.#mentions(`**${name}**`);
    await page.waitForSelector(`::-p-aria([name="${name}"][role="button"])`, {visible: true});
  }

  /** With `PICTURES=1` takes the picture that the guide shows. */
  async picture(page, file) {
    const shown = new RegExp(`!\\[[^\\]]{20,}\\]\\(${file.replaceAll('.', '\\.')}\\)`);
    assert.match(this.#guide.text, shown, `The guide does not show ${file}, or without a text in its place.`);
    if (process.env.PICTURES) {
      await page.evaluate(showPorts, [this.#ports.app, '8001']);
      await page.screenshot({path: `demo/guides/${file}`});
    }
    assert.ok(readFileSync(`demo/guides/${file}`).length < 60_000, `${file} is too large.`);
  }

  /** Checks what has only been read so far, where `given` declares what it takes for given. Returns how many there were. */
  check(given = '') {
    checkSamples(this.#samples, this.#where, given);
    return this.#samples.splice(0).length;
  }

  /** What is left to do or to check; nothing, when the test is over. */
  get unread() {
    const unread = this.#guide.sections.slice(this.#next).filter(({blocks}) => blocks.length > 0);
    return [...unread.map(({title}) => title), ...this.#samples];
  }

  async close() {
    await this.#browser?.close();
    this.#server?.kill();
    this.#packages.remove();
    rmSync(this.folder, {recursive: true, force: true});
  }

  #mentions(words) {
    const read = this.#guide.sections.slice(0, this.#next);
    assert.ok(
      read.some(({prose}) => prose.includes(words)),
      `The guide does not say, up to here: ${words}`,
    );
  }

  /** With the ports that take the place of the guide's. */
  here = (text) =>
    text
      .replaceAll('localhost:8000', `localhost:${this.#ports.ehr}`)
      .replaceAll('127.0.0.1:8001', `127.0.0.1:${this.#ports.app}`);

  async #do({kind, language, file, content}) {
    if (kind === 'file') writeFileSync(join(this.#where, file), this.here(content));
    else if (kind === 'change') this.#change(join(this.#where, file), this.here(content));
    else if (kind === 'commands') for (const line of content.trim().split('\n')) await this.#run(line);
    else if (kind === 'reading') this.#samples.push({language, content});
    else assert.fail(`What is this block for? ${content}`);
  }

  #change(path, diff) {
    writeFileSync(path, change(readFileSync(path, 'utf8'), diff));
  }

  async #run(command) {
    const [program, ...words] = command.split(' ');
    if (program === 'cd') this.#where = join(this.#where, words[0]);
    else if (command === 'node serve.mjs') await this.#serve();
    else if (command.startsWith('npm install ')) {
      const options = words.slice(1).filter((word) => word.startsWith('-'));
      const names = words.slice(1).filter((word) => !word.startsWith('-'));
      for (const name of names) this.#packages.install(name, options, this.#where);
    } else {
      const env = {...process.env, npm_config_offline: 'true'};
      this.output += execSync(command, {cwd: this.#where, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
    }
  }

  /** Until it has said where both folders are. */
  async #serve() {
    this.#server = spawn(process.execPath, ['serve.mjs'], {cwd: this.#where, stdio: ['ignore', 'pipe', 'inherit']});
    await new Promise((resolve, reject) => {
      this.#server.once('exit', (code) => reject(new Error(`serve.mjs ended with ${code}.`)));
      this.#server.stdout.on('data', (chunk) => {
        this.output += chunk;
        if (/ehr: /.test(this.output) && /app: /.test(this.output)) resolve();
      });
    });
  }
}

/** In the page: the guide's port in place of the one that was free, as its reader sees it. */
function showPorts([own, shown]) {
  for (const element of document.querySelectorAll('li')) {
    element.textContent = element.textContent.replaceAll(`:${own}`, `:${shown}`);
  }
}
