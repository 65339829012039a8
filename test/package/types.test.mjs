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

/** Compiles a file of the consumer's folder against the packed types. */
function compile(packed, file, text, options) {
  writeFileSync(join(packed.folder, file), text);
  try {
    execFileSync(process.execPath, [typescript, '--strict', '--noEmit', '--target', 'es2022', ...options, file], {
      cwd: packed.folder,
      encoding: 'utf8',
    });
  } catch ({stdout}) {
    assert.fail(stdout);
  }
}

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
      const options = ['--module', 'nodenext', '--lib', 'es2023,dom'];
      compile(packed, 'sample.mts', `${given}\n${nonNull}\nexport {};\n`, options);
    });
  }

  const {exports, typesVersions} = JSON.parse(readFileSync('package.json', 'utf8'));
  const entries = Object.keys(exports).filter((entry) => exports[entry].types);
  const nameOf = (entry) => `smart-web-messaging-elements${entry.slice(1)}`;
  const resolutions = {
    node: ['--module', 'esnext', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0'],
    bundler: ['--module', 'esnext', '--moduleResolution', 'bundler'],
    nodenext: ['--module', 'nodenext'],
  };
  for (const [resolution, options] of Object.entries(resolutions)) {
    it(`finds the types of every entry with moduleResolution ${resolution}`, () => {
      const imports = entries.map((entry) => `import type {} from '${nameOf(entry)}';`);
      const uses = `
        import {scopeAllows, type SmartAppFrame} from 'smart-web-messaging-elements';
        import {Channel} from 'smart-web-messaging-elements/channel';
        import {SdcHost} from 'smart-web-messaging-elements/sdc';
        import {ScriptedApp} from 'smart-web-messaging-elements/testing';
        import 'smart-web-messaging-elements/define';
        const frame: SmartAppFrame = document.createElement('smart-app-frame');
        // @ts-expect-error: the types are there, and are not any
        frame.connectTimeout = scopeAllows;
        // @ts-expect-error
        [Channel, SdcHost, ScriptedApp].push(1);
      `;
      const all = [...options, '--lib', 'es2023,dom', '--skipLibCheck'];
      compile(packed, 'entries.mts', [...imports, uses].join('\n'), all);
    });
  }

  it('has typesVersions for every entry', () => {
    const expected = entries.filter((entry) => entry !== '.').map((entry) => [entry.slice(2), [exports[entry].types]]);
    assert.deepEqual(typesVersions, {'*': Object.fromEntries(expected)});
  });
});
