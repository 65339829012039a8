import {fileURLToPath} from 'node:url';
import {startDevServer} from '@web/dev-server';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {bundles} from './server/bundles.mjs';
import {appPolicy, ehrPolicy, lhcFormsPolicy} from './server/content-security-policy.mjs';
import {delay} from './server/delay.mjs';
import {fhirMiddleware} from './server/fhir-middleware.mjs';
import {freePort} from './server/free-port.mjs';
import {gzip} from './server/gzip.mjs';
import {lhcForms} from './server/lhc-forms.mjs';
import {sourceFiles} from './server/source-files.mjs';

const rootDir = fileURLToPath(new URL('..', import.meta.url));

// Two sites, not just two origins: `localhost` and `127.0.0.1` share nothing, as an EHR and a SMART app share nothing.
const ehrHost = 'localhost';
const appHost = '127.0.0.1';

/**
 * Starts the EHR's pages and the SMART apps on loopback, each on its own site: at `ehrUrl` the gallery, at `chartUrl` the
 * chart, at `appUrl` the app of the chart. A port that is taken is replaced by the next free one; 0 or nothing means any
 * free port.
 */
export async function startDemo({ehrPort = 0, appPort = 0} = {}) {
  const ports = {ehr: await freePort(ehrHost, ehrPort)};
  ports.app = await freePort(appHost, appPort, [ports.ehr]);
  const ehrUrl = `http://${ehrHost}:${ports.ehr}/`;
  const appUrl = `http://${appHost}:${ports.app}/`;

  const chartUrl = `${ehrUrl}demo/ehr/`;

  const servers = [];
  const close = async () => {
    for (const server of servers.splice(0)) {
      server.server.closeAllConnections();
      await server.stop();
    }
  };
  try {
    const bundled = await bundles(rootDir);
    servers.push(
      await serve(ehrHost, ports.ehr, [
        withPolicy(ehrPolicy(appUrl)),
        gzip,
        home('/demo/gallery/index.html'),
        bundled,
        configuration({appUrl}),
        sourceFiles(rootDir),
        await fhirMiddleware('/fhir', new URL('./chart/', import.meta.url)),
      ]),
    );
    servers.push(
      await serve(appHost, ports.app, [
        withPolicy(appPolicy(ehrUrl), {'/demo/story-apps/lhc-forms/': lhcFormsPolicy(ehrUrl)}),
        gzip,
        delay,
        home('/demo/app/index.html'),
        lhcForms(rootDir),
        bundled,
      ]),
    );
  } catch (error) {
    await close();
    throw error;
  }
  return {ehrUrl, chartUrl, appUrl, close};
}

const serve = (hostname, port, middleware) =>
  startDevServer({
    config: {
      rootDir,
      hostname,
      port,
      middleware,
      // Without the conditions Lit would be its development build, which warns in the console.
      nodeResolve: {exportConditions: ['production']},
      plugins: [esbuildPlugin({ts: true, target: 'es2022', tsconfig: `${rootDir}tsconfig.json`})],
    },
    readCliArgs: false,
    readFileConfig: false,
    logStartMessage: false,
    autoExitProcess: false,
  });

/** `others` are the policies of pages that have one of their own. */
const withPolicy =
  (policy, others = {}) =>
  (context, next) => {
    context.set('Content-Security-Policy', others[context.path] ?? policy);
    context.set('X-Content-Type-Options', 'nosniff');
    return next();
  };

const home = (page) => (context, next) => {
  if (context.path === '/') context.url = page + context.search;
  return next();
};

const configuration = (values) => (context, next) => {
  if (context.path !== '/demo/configuration.json') return next();
  context.body = values;
};
