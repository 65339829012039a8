const entities = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

class Html {
  constructor(text) {
    this.text = text;
  }
}

const toText = (value) => {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(toText).join('');
  return String(value ?? '').replace(/[&<>"']/g, (character) => entities[character]);
};

/** Markup in which every value is text, unless it was made by this same function. */
export const html = (strings, ...values) =>
  new Html(strings.reduce((text, string, index) => text + toText(values[index - 1]) + string));

/** Answers with a page of the authorization server. */
export function sendPage(context, {title, body, head = '', policy, status = 200}) {
  context.status = status;
  context.set({
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  context.type = 'text/html; charset=utf-8';
  context.body = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/demo/shared/icon.svg" />
        <link rel="stylesheet" href="/demo/shared/theme.css" />
        <link rel="stylesheet" href="/demo/ehr/consent.css" />
        ${head}
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}
