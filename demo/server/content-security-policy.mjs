const join = (directives) => directives.join('; ');

/** The EHR page may load its own files, talk to its own FHIR server, and frame the one app. */
export const ehrPolicy = (appUrl) =>
  join([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `frame-src ${appUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html fhir-narrative',
  ]);

/** The app may reach nothing on the network: all it knows, it learns by messages. */
export const appPolicy = (ehrUrl) =>
  join([...appDirectives(ehrUrl, "style-src 'self'"), "require-trusted-types-for 'script'", 'trusted-types lit-html']);

/**
 * For the page with LHC-Forms alone: it writes inline styles, and HTML without Trusted Types. Scripts stay those of the
 * app's own origin, without `eval`, and the network stays out of reach.
 */
export const lhcFormsPolicy = (ehrUrl) => join(appDirectives(ehrUrl, "style-src 'self' 'unsafe-inline'"));

const appDirectives = (ehrUrl, styles) => [
  "default-src 'none'",
  "script-src 'self'",
  styles,
  "img-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${ehrUrl}`,
];
