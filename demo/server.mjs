import {fileURLToPath} from 'node:url';
import {startDevServer} from '@web/dev-server';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {bundles} from './server/bundles.mjs';
import {appPolicy, ehrPolicy, lhcFormsPolicy} from './server/content-security-policy.mjs';
import {delay} from './server/delay.mjs';
import {fhirMiddleware} from './server/fhir-middleware.mjs';
import {createFhirServer} from './server/fhir-server.mjs';
import {freePort} from './server/free-port.mjs';
import {gzip} from './server/gzip.mjs';
import {lhcForms} from './server/lhc-forms.mjs';
import {createAuthorizationServer} from './server/smart/authorization-server.mjs';
import {ownPages} from './server/own-pages.mjs';
import {sourceFiles} from './server/source-files.mjs';

const rootDir = fileURLToPath(new URL('..', import.meta.url));

// Two sites, not just two origins: `localhost` and `127.0.0.1` share nothing, as an EHR and a SMART app share nothing.
const ehrHost = 'localhost';
const appHost = '127.0.0.1';
const fhirBase = '/fhir';

/**
 * Starts the EHR's pages and the SMART apps on loopback, each on its own site: at `ehrUrl` the gallery, at `chartUrl` the
 * chart, at `appUrl` the app of the chart. A port that is taken is replaced by the next free one; 0 or nothing means any
 * free port. `now` is the clock by which launches, codes and tokens expire.
 */
export async function startDemo({ehrPort = 0, appPort = 0, now} = {}) {
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
    const handleFhir = await createFhirServer(new URL('./chart/', import.meta.url));
    const {signIn, route, rights} = createAuthorizationServer({ehrUrl, appUrl, fhirBase, handleFhir, now});
    servers.push(
      await serve(ehrHost, ports.ehr, [
        withPolicy(() => ehrPolicy(appUrl, ehrUrl)),
        gzip,
        route,
        fhirMiddleware(fhirBase, rights),
        // After those: an app that takes its frame to the authorization server comes without the cookie, and gets none.
        signIn,
        home('/demo/gallery/index.html'),
        bundled,
        configuration({appUrl}),
        sourceFiles(rootDir),
      ]),
    );
    const policyOf = (path) =>
      path === '/demo/story-apps/lhc-forms/'
        ? lhcFormsPolicy(ehrUrl)
        : appPolicy(ehrUrl, {withToken: path.startsWith('/demo/app/smart/')});
    servers.push(
      await serve(appHost, ports.app, [
        withPolicy(policyOf),
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
      middleware: [ownPages(`${hostname}:${port}`), ...middleware],
      // Without the conditions Lit would be its development build, which warns in the console.
      nodeResolve: {exportConditions: ['production']},
      plugins: [esbuildPlugin({ts: true, target: 'es2022', tsconfig: `${rootDir}tsconfig.json`})],
    },
    readCliArgs: false,
    readFileConfig: false,
    logStartMessage: false,
    autoExitProcess: false,
  });

const withPolicy = (policyOf) => (context, next) => {
  context.set('Content-Security-Policy', policyOf(context.path));
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
