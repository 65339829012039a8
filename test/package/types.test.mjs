import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {packAndInstall} from './tarball.mjs';

const typescript = join(process.cwd(), 'node_modules/typescript/bin/tsc');

/** The scripts of the README that stand by themselves, with what they take for given. */
const samples = {
  'the EHR side': [
    /import 'smart-web-messaging-elements\/smart-app-frame';[^]*?(?=<\/script>)/,
    `declare function openActivity(type: string, parameters: object): Promise<{status: 'success'}>;
     declare function showDraftOrder(location: string, resource: object): void;
     declare function removeDraftOrder(location: string): void;
     declare function hidePane(): void;`,
  ],
  'the app side': [
    /import 'smart-web-messaging-elements\/smart-messaging-context';[^]*?(?=<\/script>)/,
    `declare const FHIR: {oauth2: {ready(): Promise<{state: {tokenResponse: object}}>}};
     type Order = {resourceType: 'MedicationRequest'};`,
  ],
  "message types of one's own": [
    /import \{refusalText\} from 'smart-web-messaging-elements';[^]*?(?=```)/,
    `import 'smart-web-messaging-elements/smart-messaging-context';
     const ehr = document.createElement('smart-messaging-context');
     declare function say(text: string): void;`,
  ],
  'replaying a transcript': [
    /import \{replayTranscript\}[^]*?(?=```)/,
    `import 'smart-web-messaging-elements/smart-message-inspector';
     import 'smart-web-messaging-elements/smart-app-frame';
     const transcript = document.createElement('smart-message-inspector').exportTranscript();
     const frame = document.createElement('smart-app-frame');`,
  ],
  testing: [/import 'smart-web-messaging-elements\/define';\nimport \{ScriptedApp[^]*?(?=```)/, ''],
};

describe('the TypeScript of the README', () => {
  let packed;

  before(() => {
    packed = packAndInstall();
  });

  after(() => packed.remove());

  for (const [name, [pattern, given]] of Object.entries(samples)) {
    it(`compiles against the packed types: ${name}`, () => {
      const [sample] = pattern.exec(readFileSync('README.md', 'utf8')) ?? [];
      assert.ok(sample, 'The README has no such sample.');
      const nonNull = sample
        .replaceAll(/(document\.querySelector\([^)]*\))/g, '$1!')
        .replace('(order)', '(order: Order)');
      const file = join(packed.folder, 'sample.mts');
      writeFileSync(file, `${given}\n${nonNull}\nexport {};\n`);
      const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2023,dom'];
      try {
        execFileSync(process.execPath, [typescript, ...options, 'sample.mts'], {cwd: packed.folder, encoding: 'utf8'});
      } catch ({stdout}) {
        assert.fail(stdout);
      }
    });
  }
});
