const bodyLimit = 2 ** 20;

/** How Koa answers it, and logs nothing; the rest of the body is not waited for. */
const tooLarge = {status: 413, expose: true, headers: {Connection: 'close'}};

/** The body of a request as text, up to 1 MiB. @throws an error with the status 413. */
export async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > bodyLimit) throw Object.assign(new Error('The request is larger than 1 MiB.'), tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The fields of a form. */
export const readForm = async (request) => new URLSearchParams(await readBody(request));
