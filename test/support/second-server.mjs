import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {extname} from 'node:path';
import {text} from 'node:stream/consumers';
import {bundle} from './bundle.mjs';
import {answerFhir} from './fhir-answers.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** What pages report by HTTP, for windows that are cut off from whoever opened them: each report is read once. */
class Reports {
  #byId = new Map();

  #entry(id) {
    if (!this.#byId.has(id)) {
      let put;
      const report = new Promise((resolve) => (put = resolve));
      this.#byId.set(id, {report, put});
    }
    return this.#byId.get(id);
  }

  put(id, report) {
    this.#entry(id).put(report);
  }

  async take(id) {
    const report = await this.#entry(id).report;
    this.#byId.delete(id);
    return report;
  }
}

/**
 * Serves `test/pages/` as another origin, or as two: 127.0.0.1 is another site than the tests' localhost, localhost with
 * this port the same site. Headers may be asked for by query parameters `header-<name>`, a delay by `delay`, a status by
 * `status`. `/kit.js` is the kit, `/inspector.js` its inspector; what is POSTed to `/report?id=…` is the answer to a GET of it, whichever comes first.
 */
export async function startSecondServer() {
  const reports = new Reports();
  const scripts = new Map([
    ['/kit.js', 'define.ts'],
    ['/inspector.js', 'smart-message-inspector/define.ts'],
  ]);
  const bundles = new Map();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (await answerFhir(request, response, url)) return;
    const headers = {'content-type': types[extname(url.pathname)] ?? 'text/plain', 'cache-control': 'no-store'};
    for (const [name, value] of url.searchParams) {
      if (name.startsWith('header-')) headers[name.slice('header-'.length)] = value;
    }
    await new Promise((resolve) => setTimeout(resolve, Number(url.searchParams.get('delay') ?? 0)));
    if (url.searchParams.has('redirect')) {
      response.writeHead(302, {location: url.searchParams.get('redirect')}).end();
      return;
    }
    if (url.pathname === '/report') {
      const id = url.searchParams.get('id');
      if (request.method === 'POST') reports.put(id, await text(request));
      const body = request.method === 'POST' ? '' : await reports.take(id);
      response.writeHead(200, {...headers, 'access-control-allow-origin': '*'}).end(body);
      return;
    }
    try {
      const module = scripts.get(url.pathname);
      if (module && !bundles.has(module)) bundles.set(module, bundle(`components/${module}`));
      const body = module
        ? await bundles.get(module)
        : await readFile(new URL(`../pages/${url.pathname.slice(1).replaceAll('..', '')}`, import.meta.url));
      response.writeHead(Number(url.searchParams.get('status') ?? 200), headers).end(body);
    } catch ({code, message}) {
      const missing = code === 'ENOENT';
      response.writeHead(missing ? 404 : 500, {'content-type': 'text/plain'}).end(missing ? 'Not found' : message);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address();
  return {
    otherSite: `http://127.0.0.1:${port}`,
    sameSite: `http://localhost:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
