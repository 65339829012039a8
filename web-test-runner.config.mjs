import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';
import {fileURLToPath} from 'node:url';
import {browserArguments, findBrowser} from './test/support/browser.mjs';
import {startSecondServer} from './test/support/second-server.mjs';

const second = await startSecondServer();

export default {
  files: 'test/{protocol,channel,scratchpad,elements,cross-origin}/**/*.test.ts',
  hostname: 'localhost',
  nodeResolve: {exportConditions: ['development', 'browser']},
  concurrency: 1,
  // A shared machine may starve a browser for seconds: there a test has a second try, which a defect fails as well.
  testFramework: {config: {timeout: 20_000, retries: process.env.CI ? 1 : 0}},
  testsFinishTimeout: 300_000,
  browsers: [chromeLauncher({launchOptions: {executablePath: findBrowser(), args: browserArguments}})],
  plugins: [
    esbuildPlugin({ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url))}),
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
        <script>window.secondServer = ${JSON.stringify({otherSite: second.otherSite, sameSite: second.sameSite})};</script>
        <script type="module" src="${testFramework}"></script>
      </body>
    </html>`,
  coverageConfig: {
    include: ['components/**/*.ts'],
    exclude: ['components/index.ts'],
    threshold: {lines: 95, branches: 90, statements: 95, functions: 90},
    report: true,
    reporters: ['lcovonly', 'text-summary'],
  },
};
