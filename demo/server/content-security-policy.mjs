const join = (directives) => directives.join('; ');

/** The EHR page may load its own files, talk to its own FHIR server, and frame the one app, which goes by the consent page. */
export const ehrPolicy = (appUrl, ehrUrl) =>
  join([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `frame-src ${appUrl} ${ehrUrl}auth/`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html fhir-narrative',
  ]);

/**
 * The authorization server's pages run no script and can be framed by the EHR's own pages only, with nobody in between.
 * `appOrigin` is where the browser goes when the form is sent.
 */
export const authorizationPolicy = (appOrigin = '') =>
  join([
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    `form-action 'self' ${appOrigin}`.trim(),
    "frame-ancestors 'self'",
  ]);

/** The app may reach nothing on the network: all it knows, it learns by messages. Launched with a token, it may reach the EHR. */
export const appPolicy = (ehrUrl, {withToken = false} = {}) =>
  join([
    ...appDirectives(ehrUrl, "'self'", withToken ? `${ehrUrl}fhir/ ${ehrUrl}auth/` : "'none'"),
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ]);

/**
 * For the page with LHC-Forms alone: it writes inline styles, and HTML without Trusted Types. Scripts stay those of the
 * app's own origin, without `eval`, and the network stays out of reach.
 */
export const lhcFormsPolicy = (ehrUrl) => join(appDirectives(ehrUrl, "'self' 'unsafe-inline'", "'none'"));

const appDirectives = (ehrUrl, styles, connections) => [
  "default-src 'none'",
  "script-src 'self'",
  `style-src ${styles}`,
  "img-src 'self'",
  `connect-src ${connections}`,
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${ehrUrl}`,
];
