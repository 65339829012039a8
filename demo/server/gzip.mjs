import {Stream} from 'node:stream';
import {createGzip, gzipSync} from 'node:zlib';

const worthwhile = 1024;
const texts = /^(text\/|application\/(javascript|json)|image\/svg)/;

/** Compresses texts of some length for browsers that can read them so. */
export const gzip = async (context, next) => {
  await next();
  const {body, length} = context;
  if (!body || context.method === 'HEAD' || context.status !== 200 || length < worthwhile) return;
  if (!texts.test(context.type) || context.response.get('Content-Encoding')) return;
  context.vary('Accept-Encoding');
  if (context.acceptsEncodings('gzip', 'identity') !== 'gzip') return;
  const {type} = context;
  context.set('Content-Encoding', 'gzip');
  context.remove('Content-Length');
  if (body instanceof Stream) context.body = body.pipe(createGzip());
  else context.body = gzipSync(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  context.set('Content-Type', `${type}; charset=utf-8`);
};
