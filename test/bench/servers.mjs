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

// As an app's files would be cached: it is not the network that is measured.
const cached = {'cache-control': 'max-age=3600'};

/** With these the clock of a page, and of the frames that it allows it, ticks in 5 microseconds instead of 100. */
const isolated = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

async function body(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

async function serve(host, scripts, headers, onReport) {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, id, extension] = /^\/([a-z-]+)\.(html|js)$/.exec(url.pathname) ?? [];
    const script = scripts.get(id);
    const send = (type, text) =>
      response.writeHead(200, {...headers, 'content-type': `${type}; charset=utf-8`}).end(text);
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
 * and an app have. `onReport` takes what the app pages report, by the id that each was given. With `fineClock` times are exact,
 * but a page has no hold of the windows that it opens.
 */
export async function startServers({ehrScripts, appScripts, onReport, fineClock = false}) {
  const headers = {...cached, ...(fineClock && isolated)};
  const ehr = await serve('localhost', ehrScripts, headers, () => {});
  try {
    const app = await serve('127.0.0.1', appScripts, headers, onReport);
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
