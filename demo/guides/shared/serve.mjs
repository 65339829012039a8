// Serves the folder `ehr` at http://localhost:8000 and the folder `app` at http://127.0.0.1:8001. To the browser
// these are two origins that share nothing, as an EHR and the app of another company share nothing.
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {extname} from 'node:path';

const ehr = 'http://localhost:8000';
const app = 'http://127.0.0.1:8001';
const kit = 'node_modules/smart-web-messaging-elements/dist';
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

function serve(folder, origin, policy) {
  const server = createServer(async (request, response) => {
    try {
      const {pathname} = new URL(request.url, origin);
      const path = pathname === '/' ? '/index.html' : pathname;
      const file = path.startsWith('/kit/')
        ? path.replace('/kit', kit)
        : `${folder}${path}`;
      const content = await readFile(file);
      response.setHeader('Content-Type', types[extname(file)] ?? 'text/plain');
      response.setHeader('Content-Security-Policy', policy);
      response.setHeader('Cache-Control', 'no-store');
      response.end(content);
    } catch {
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
    }
  });
  const {hostname, port} = new URL(origin);
  server.on('error', ({message}) => {
    console.error(`${message}. Does another server run? End it by Ctrl+C.`);
    process.exit(1);
  });
  server.listen(port, hostname, () => console.log(`${folder}: ${origin}`));
}

serve(
  'ehr',
  ehr,
  `default-src 'self'; frame-src ${app}; frame-ancestors 'none'`,
);
serve('app', app, `default-src 'self'; frame-ancestors ${ehr}`);
