const methods = 'GET, POST, OPTIONS';
const headers = 'Authorization, Content-Type, Accept, Cache-Control';

/** Lets pages of registered apps read the answer, and nobody else's; without cookies. Returns whether all is said with that. */
export function allowOrigins(context, origins) {
  const origin = context.get('Origin');
  context.vary('Origin');
  if (origins.includes(origin)) {
    context.set('Access-Control-Allow-Origin', origin);
    context.set('Access-Control-Expose-Headers', 'WWW-Authenticate');
    if (context.method === 'OPTIONS') {
      context.set('Access-Control-Allow-Methods', methods);
      context.set('Access-Control-Allow-Headers', headers);
      context.set('Access-Control-Max-Age', '600');
    }
  }
  if (context.method !== 'OPTIONS') return false;
  context.status = 204;
  return true;
}
