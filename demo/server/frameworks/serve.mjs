import {createHash} from 'node:crypto';
import {createReadStream, existsSync, readFileSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join} from 'node:path';
import {root} from './list.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The hashes by which a policy allows the scripts that stand in a page. */
const inlineScripts = (html) =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );

/** What an EHR or app with a strict policy allows its own page: its own files, and the frame or its parent. */
const policy = (html, {frames = "'none'", ancestors = "'none'"}) =>
  [
    "default-src 'none'",
    ["script-src 'self'", ...inlineScripts(html)].join(' '),
    "style-src 'self'",
    "img-src 'self'",
    `frame-src ${frames}`,
    `frame-ancestors ${ancestors}`,
    "base-uri 'self'",
    "form-action 'none'",
  ].join('; ');

/**
 * Serves the files of these folders (from the repository's root), the first that has one, on a free port of a loopback
 * host. `allow` says what the pages may frame (`frames`), and who may frame them (`ancestors`).
 */
export async function serve(host, folders, allow) {
  const server = createServer(({url}, response) => {
    const {pathname} = new URL(url, `http://${host}`);
    const file = folders
      .map((folder) => join(root, folder, pathname))
      .find((path) => existsSync(path) && statSync(path).isFile());
    if (!file) return response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
    const extension = extname(file);
    response.setHeader('Content-Type', types[extension] ?? 'application/octet-stream');
    response.setHeader('Cache-Control', 'no-store');
    if (extension === '.html') response.setHeader('Content-Security-Policy', policy(readFileSync(file, 'utf8'), allow));
    return createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, host, resolve));
  return {
    origin: `http://${host}:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
