import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';

const complaints = readFileSync(new URL('./pages/complaints.js', import.meta.url), 'utf8');

const page = (id) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Benchmark</title>
    <link rel="icon" href="data:,">
    <style>
      body { margin: 0; }
      /* All within the view, even a hundred: browsers hold back what nobody sees. */
      iframe, smart-app-frame { display: inline-block; border: 0; width: 24px; height: 24px; min-height: 0; }
    </style>
    <script>${complaints}</script>
    <script type="module" src="/${id}.js"></script>
  </head>
  <body></body>
</html>
`;

async function body(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

async function serve(host, scripts, onReport) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, id, extension] = /^\/([a-z-]+)\.(html|js)$/.exec(url.pathname) ?? [];
    const script = scripts.get(id);
    // Cached as an app's files would be: it is not the network that is measured.
    const send = (type, text) =>
      response.writeHead(200, {'content-type': `${type}; charset=utf-8`, 'cache-control': 'max-age=3600'}).end(text);
    if (request.method === 'POST' && url.pathname === '/report') {
      onReport(url.searchParams.get('id'), await body(request));
      response.writeHead(204).end();
    } else if (script === undefined) response.writeHead(404).end();
    else if (extension === 'html') send('text/html', page(id));
    else send('text/javascript', script);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return {origin: `http://${host}:${server.address().port}`, close};
}

/**
 * The EHR pages on `localhost`, the app pages on `127.0.0.1`: two sites, so that each has a process of its own, as an EHR
 * and an app have. `onReport` takes what the app pages report, by the id that each was given.
 */
export async function startServers({ehrScripts, appScripts, onReport}) {
  const ehr = await serve('localhost', ehrScripts, () => {});
  try {
    const app = await serve('127.0.0.1', appScripts, onReport);
    return {
      ehrOrigin: ehr.origin,
      appOrigin: app.origin,
      close: async () => {
        await app.close();
        await ehr.close();
      },
    };
  } catch (error) {
    await ehr.close();
    throw error;
  }
}
