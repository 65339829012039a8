/** Every contender's iframe has what the kit gives its own: a sandbox that lets an app work, and a referrer policy. */
export function appendFrame(url) {
  const iframe = document.createElement('iframe');
  iframe.setAttribute(
    'sandbox',
    'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox',
  );
  iframe.referrerPolicy = 'origin';
  iframe.src = url;
  document.body.append(iframe);
  return iframe;
}
