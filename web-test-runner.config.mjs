import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {fileURLToPath} from 'node:url';
import {mutantPlugin} from './test/mutants/mutate.mjs';
import {browserArguments} from './test/support/browser.mjs';
import {sharedPageLauncher} from './test/support/chrome-launcher.mjs';
import {chosenEngines, requireEngine} from './test/support/engines.mjs';
import {freePort} from './demo/server/free-port.mjs';
import {frontPlugin} from './test/support/front.mjs';
import {browserReporter} from './test/support/report.mjs';
import {startSecondServer} from './test/support/second-server.mjs';
import {throttlePlugin} from './test/support/throttle.mjs';
import {webkitLauncher} from './test/support/webkit-launcher.mjs';

const mutant = process.env.MUTANT;
const launchers = {
  chromium: (executablePath) => sharedPageLauncher({executablePath, args: browserArguments}),
  firefox: (executablePath) => sharedPageLauncher({browser: 'firefox', executablePath}),
  webkit: webkitLauncher,
};

/** These wait out real pauses: they are run by `npm run test:long`, and by their names. */
const patient = ['test/sdc/large-forms.test.ts', 'test/sdc/temporary-refusals.test.ts'];
const leftOut = process.env.TEST_LONG ? [] : patient.map((file) => `!${file}`);

const second = await startSecondServer();

export default {
  files: [
    'test/{protocol,channel,scratchpad,elements,cross-origin,strict,hostile,properties,sdc}/**/*.test.ts',
    ...leftOut,
  ],
  hostname: 'localhost',
  port: await freePort('127.0.0.1', 0),
  nodeResolve: {exportConditions: ['development', 'browser']},
  concurrency: 1,
  concurrentBrowsers: 1,
  // A shared machine may starve a browser for seconds: there a test has a second try, which a defect fails as well.
  testFramework: {
    config: {timeout: 20_000, retries: process.env.CI && !mutant ? 1 : 0, bail: Boolean(mutant)},
  },
  testsFinishTimeout: mutant ? 60_000 : 300_000,
  browsers: chosenEngines(['chromium']).map((engine) => launchers[engine](requireEngine(engine))),
  plugins: [
    ...(mutant ? [mutantPlugin(mutant)] : []),
    esbuildPlugin({ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url))}),
    frontPlugin,
    throttlePlugin,
    {name: 'second-server', serverStop: () => second.close()},
  ],
  middleware: [
    (context, next) => {
      context.set('access-control-allow-origin', '*');
      return next();
    },
  ],
  testRunnerHtml: (testFramework) => `<!doctype html>
    <html lang="en">
      <head><title>Tests</title></head>
      <body>
        <script>
          window.longTests = ${Boolean(process.env.TEST_LONG || mutant)};
          window.secondServer = ${JSON.stringify({otherSite: second.otherSite, sameSite: second.sameSite})};
        </script>
        <script type="module" src="${testFramework}"></script>
      </body>
    </html>`,
  reporters: [defaultReporter(), ...(process.env.TEST_REPORT ? [browserReporter(process.env.TEST_REPORT)] : [])],
  coverageConfig: {
    include: ['components/**/*.ts'],
    exclude: ['components/index.ts'],
    threshold: {lines: 95, branches: 90, statements: 95, functions: 95},
    report: true,
    reporters: ['lcovonly', 'text-summary'],
  },
};
