import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {extname} from 'node:path';

const types = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8'};

/**
 * Serves `test/pages/` as another origin, or as two: 127.0.0.1 is another site than the tests' localhost, localhost with
 * this port the same site. Headers may be asked for by query parameters `header-<name>`, a delay by `delay`, a status by
 * `status`.
 */
export async function startSecondServer() {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const headers = {'content-type': types[extname(url.pathname)] ?? 'text/plain', 'cache-control': 'no-store'};
    for (const [name, value] of url.searchParams) {
      if (name.startsWith('header-')) headers[name.slice('header-'.length)] = value;
    }
    await new Promise((resolve) => setTimeout(resolve, Number(url.searchParams.get('delay') ?? 0)));
    if (url.searchParams.has('redirect')) {
      response.writeHead(302, {location: url.searchParams.get('redirect')}).end();
      return;
    }
    try {
      const body = await readFile(new URL(`../pages/${url.pathname.slice(1).replaceAll('..', '')}`, import.meta.url));
      response.writeHead(Number(url.searchParams.get('status') ?? 200), headers).end(body);
    } catch {
      response.writeHead(404, {'content-type': 'text/plain'}).end('Not found');
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
