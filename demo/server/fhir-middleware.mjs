import {createFhirServer} from './fhir-server.mjs';

const bodyLimit = 2 ** 20;
const mediaType = 'application/fhir+json; charset=utf-8';

/** Serves a FHIR server at `base`, as far as the demo needs HTTP: JSON only, bodies up to 1 MiB. */
export async function fhirMiddleware(base, folder) {
  const handle = await createFhirServer(folder);

  return async (context, next) => {
    if (context.path !== base && !context.path.startsWith(`${base}/`)) return next();
    const {method} = context;
    const url = context.path.slice(base.length + 1) + context.search;
    const answer = ['POST', 'PUT', 'PATCH'].includes(method)
      ? await readJson(context.req).then(
          (body) => handle({method, url, body}),
          (error) => ({status: 400, resource: failure(error.message)}),
        )
      : await handle({method, url});
    context.status = answer.status;
    context.set('Cache-Control', 'no-store');
    if (answer.status === 201) context.set('Location', `${base}/${answer.resource.resourceType}/${answer.resource.id}`);
    context.body = JSON.stringify(answer.resource);
    context.type = mediaType;
  };
}

const failure = (diagnostics) => ({
  resourceType: 'OperationOutcome',
  issue: [{severity: 'error', code: 'invalid', diagnostics}],
});

async function readJson(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > bodyLimit) throw new Error('The request is larger than 1 MiB.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
