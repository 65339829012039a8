import {outcome} from './outcome.mjs';
import {readBody} from './read-body.mjs';

const mediaType = 'application/fhir+json; charset=utf-8';

/**
 * Serves FHIR at `base`, as far as the demo needs HTTP: JSON only, bodies up to 1 MiB. `rights` say what a request may reach.
 */
export const fhirMiddleware = (base, rights) => async (context, next) => {
  if (context.path !== base && !context.path.startsWith(`${base}/`)) return next();
  const handle = rights.handlerFor(context);
  if (!handle) return undefined;
  const {method} = context;
  const url = context.path.slice(base.length + 1) + context.search;
  const answer = ['POST', 'PUT', 'PATCH'].includes(method)
    ? await readBody(context.req)
        .then(JSON.parse)
        .then(
          (body) => handle({method, url, body}),
          ({status = 400, headers = {}, message}) => {
            context.set(headers);
            return {status, resource: outcome('invalid', message)};
          },
        )
    : await handle({method, url});
  context.status = answer.status;
  context.set('Cache-Control', 'no-store');
  if (answer.status === 201) context.set('Location', `${base}/${answer.resource.resourceType}/${answer.resource.id}`);
  context.body = JSON.stringify(answer.resource);
  context.type = mediaType;
  return undefined;
};
