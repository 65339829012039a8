// Runs before everything else on the strict pages, so that nothing that the policies forbid goes unnoticed.
// Parameters: `without-sheets` makes the engine one without constructable style sheets, `nonce` is given to Lit.
(() => {
  const parameters = new URLSearchParams(location.search);
  /** What a policy has stopped, and errors that nobody has caught. */
  window.complaints = [];
  const complain = (what) => window.complaints.push(`${what}`);

  addEventListener(
    'securitypolicyviolation',
    ({effectiveDirective, blockedURI, sample}) => complain(`${effectiveDirective}: ${blockedURI} ${sample}`.trim()),
    true,
  );
  addEventListener('error', ({message, target}) => complain(message ?? `${target.localName} did not load`), true);
  addEventListener('unhandledrejection', ({reason}) => complain(reason));
  if ('ReportingObserver' in window) {
    const types = ['permissions-policy-violation', 'coep'];
    const observer = new window.ReportingObserver(
      (reports) => reports.forEach(({type, body}) => complain(`${type}: ${body?.message}`)),
      {types, buffered: true},
    );
    observer.observe();
  }

  if (parameters.has('without-sheets')) delete window.CSSStyleSheet.prototype.replace;
  if (parameters.has('nonce')) window.litNonce = parameters.get('nonce');

  /** Long enough for what has been stopped just now to be told. */
  window.settled = () => new Promise((resolve) => setTimeout(resolve, 200));

  const attempts = [
    () => document.head.append(document.createElement('style')),
    () => document.body.setAttribute('style', 'color: red'),
    () => import('data:text/javascript,'),
    () => (document.createElement('div').innerHTML = '<b></b>'),
    () => document.body.append(Object.assign(document.createElement('iframe'), {src: 'data:text/html,', hidden: true})),
  ];

  /** Does what strict policies forbid; each is to be among the complaints then. */
  window.transgress = async () => {
    // Some of it throws where it is forbidden. What counts is what is told.
    await Promise.allSettled(attempts.map(async (attempt) => attempt()));
    await window.settled();
  };

  /** What the document's permissions policy leaves it, where the engine tells. */
  window.allowedFeatures = () => (document.permissionsPolicy ?? document.featurePolicy)?.allowedFeatures?.();
})();
