const bodyLimit = 2 ** 20;

/** The body of a request as text, up to 1 MiB. */
export async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > bodyLimit) throw new Error('The request is larger than 1 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The fields of a form. */
export const readForm = async (request) => new URLSearchParams(await readBody(request));
