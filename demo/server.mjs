import {fileURLToPath} from 'node:url';
import {startDevServer} from '@web/dev-server';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {appPolicy, ehrPolicy} from './server/content-security-policy.mjs';
import {fhirMiddleware} from './server/fhir-middleware.mjs';
import {freePort} from './server/free-port.mjs';

const rootDir = fileURLToPath(new URL('..', import.meta.url));

// Two sites, not just two origins: `localhost` and `127.0.0.1` share nothing, as an EHR and a SMART app share nothing.
const ehrHost = 'localhost';
const appHost = '127.0.0.1';

/**
 * Starts the EHR page and the SMART app on loopback, each on its own site. A port that is taken is replaced by the next
 * free one; 0 or nothing means any free port.
 */
export async function startDemo({ehrPort = 0, appPort = 0} = {}) {
  const ports = {ehr: await freePort(ehrHost, ehrPort)};
  ports.app = await freePort(appHost, appPort, [ports.ehr]);
  const ehrUrl = `http://${ehrHost}:${ports.ehr}/`;
  const appUrl = `http://${appHost}:${ports.app}/`;

  const servers = [];
  const close = async () => {
    for (const server of servers.splice(0)) {
      server.server.closeAllConnections();
      await server.stop();
    }
  };
  try {
    servers.push(
      await serve(ehrHost, ports.ehr, [
        withPolicy(ehrPolicy(appUrl)),
        home('/demo/ehr/index.html'),
        configuration({appUrl}),
        await fhirMiddleware('/fhir', new URL('./chart/', import.meta.url)),
      ]),
    );
    servers.push(await serve(appHost, ports.app, [withPolicy(appPolicy(ehrUrl)), home('/demo/app/index.html')]));
  } catch (error) {
    await close();
    throw error;
  }
  return {ehrUrl, appUrl, close};
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

const withPolicy = (policy) => (context, next) => {
  context.set('Content-Security-Policy', policy);
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
