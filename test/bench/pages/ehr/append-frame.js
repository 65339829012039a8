/** Lets an app's clock tick as fast as that of an isolated page. */
export const clockPermission = 'cross-origin-isolated';

/** Every contender's iframe has what the kit gives its own: a sandbox that lets an app work, and a referrer policy. */
export function appendFrame(url) {
  const iframe = document.createElement('iframe');
  iframe.setAttribute(
    'sandbox',
    'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-storage-access-by-user-activation',
  );
  iframe.referrerPolicy = 'origin';
  iframe.allow = clockPermission;
  iframe.src = url;
  document.body.append(iframe);
  return iframe;
}
