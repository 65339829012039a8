import {once} from 'node:events';
import {buffer} from 'node:stream/consumers';
import {setTimeout as pause} from 'node:timers/promises';

const headers = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'cache-control': 'no-store',
  'content-type': 'application/fhir+json',
};

const megabyte = Buffer.alloc(2 ** 20, ' ');

/** Requests with a body and bytes of answers, by the `id` of the address. */
const counts = new Map();

const countOf = (id) => {
  if (!counts.has(id)) counts.set(id, {posts: 0, sent: 0, open: 0});
  return counts.get(id);
};

/**
 * A FHIR server that misbehaves, under `/fhir/`: `redirect` (307 to the address in `to`), `large` (so many `megabytes`),
 * `endless` (a byte every 20 ms, for 30 s at most), `silent` (headers come after 30 s), `reset` (the connection ends
 * before the headers), `cut` (it ends within the Bundle). `seen` tells what became of the
 * requests with the same `id`. Returns whether the request was for it.
 */
export async function answerFhir(request, response, url) {
  const [, name] = /^\/fhir\/(\w+)$/.exec(url.pathname) ?? [];
  const answer = answers[name];
  if (!answer) return false;
  if (request.method === 'OPTIONS') {
    response.writeHead(204, headers).end();
    return true;
  }
  const count = countOf(url.searchParams.get('id'));
  if (name === 'seen') {
    response.writeHead(200, headers).end(JSON.stringify(count));
    return true;
  }
  if ((await buffer(request)).length > 0) count.posts++;
  count.open++;
  response.on('close', () => count.open--);
  await answer(response, url, count);
  response.end();
  return true;
}

const answers = {
  seen() {},

  bundle(response) {
    response.writeHead(200, headers).write('{"resourceType": "Bundle", "type": "batch-response"}');
  },

  reset(response) {
    response.destroy();
  },

  async cut(response) {
    response.writeHead(200, {...headers, 'content-length': '1000'}).write('{"resourceType": "Bundle", "type": "');
    await pause(100);
    response.destroy();
  },

  redirect(response, url) {
    response.writeHead(307, {...headers, location: url.searchParams.get('to')});
  },

  async large(response, url, count) {
    response.writeHead(200, headers).write('{"resourceType": "Bundle"');
    for (let left = Number(url.searchParams.get('megabytes')); left > 0 && !response.destroyed; left--) {
      count.sent += megabyte.length;
      if (!response.write(megabyte)) await drained(response);
    }
    response.write('}');
  },

  async endless(response, _url, count) {
    response.writeHead(200, headers);
    for (let left = 1500; left > 0 && !response.destroyed; left--) {
      count.sent++;
      response.write(' ');
      await pause(20);
    }
  },

  async silent(response) {
    for (let left = 1500; left > 0 && !response.destroyed; left--) await pause(20);
    if (!response.destroyed) response.writeHead(200, headers);
  },
};

async function drained(response) {
  const waiting = new AbortController();
  await Promise.race(['drain', 'close'].map((event) => once(response, event, {signal: waiting.signal})));
  waiting.abort();
}
