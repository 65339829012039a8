import {randomBytes} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {basename} from 'node:path';
import {Readable} from 'node:stream';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** In React's development build, which warns of what the server has written otherwise than the browser. */
async function bundle(client) {
  const {outputFiles} = await build({
    entryPoints: [path(`./clients/${client}`)],
    alias: {kit: path('../../dist')},
    nodePaths: [path('../../node_modules')],
    conditions: ['production'],
    define: {'process.env.NODE_ENV': '"development"'},
    bundle: true,
    splitting: true,
    outdir: '/',
    entryNames: 'client',
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  return new Map(outputFiles.map((file) => [`/${basename(file.path)}`, file.text]));
}

const policy = (nonce, directives) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "base-uri 'none'",
    'img-src data:',
    ...directives,
  ].join('; ');

/** One site: a page that is rendered anew for each request, under a strict policy, and its scripts, which wait for `gate`. */
async function serve(host, {render, client, directives, gate}) {
  const scripts = await bundle(client);
  const stylesheet = readFileSync(path('../../dist/ssr.css'), 'utf8');
  let pages = 0;
  const respond = async (request, response) => {
    const send = (type, text) => response.writeHead(200, {'content-type': `${type}; charset=utf-8`}).end(text);
    const {pathname} = new URL(request.url, 'http://localhost');
    if (scripts.has(pathname)) return gate.then(() => send('text/javascript', scripts.get(pathname)));
    if (pathname === '/ssr.css') return send('text/css', stylesheet);
    if (pathname !== '/') return response.writeHead(404).end();
    pages++;
    const nonce = randomBytes(16).toString('base64');
    const html = await render({nonce});
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce, directives),
    });
    return Readable.from(typeof html === 'string' ? [html] : html).pipe(response);
  };
  const server = createServer((request, response) => {
    respond(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return {
    url: `http://${host}:${server.address().port}/`,
    /** How often the page was asked for. */
    pages: () => pages,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The EHR's page on `localhost`, the app on `127.0.0.1`. `openEhr` and `openApp` let the pages' scripts go. */
export async function startSites(flavour) {
  const ehrGate = withResolvers();
  const appGate = withResolvers();
  const app = await serve('127.0.0.1', {
    render: flavour.renderApp,
    client: flavour.appClient,
    directives: ['frame-ancestors http://localhost:*'],
    gate: appGate.promise,
  });
  const ehr = await serve('localhost', {
    render: ({nonce}) => flavour.renderEhr({appUrl: app.url, nonce}),
    client: flavour.ehrClient,
    directives: [`frame-src ${new URL(app.url).origin}`, "frame-ancestors 'none'"],
    gate: ehrGate.promise,
  });
  return {
    ehr,
    app,
    openEhr: ehrGate.resolve,
    openApp: appGate.resolve,
    close: async () => {
      ehrGate.resolve();
      appGate.resolve();
      await ehr.close();
      await app.close();
    },
  };
}

function withResolvers() {
  let resolve;
  const promise = new Promise((resolved) => (resolve = resolved));
  return {promise, resolve};
}
