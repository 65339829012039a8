/** What the pages have in common, on the server and in the browser. */
export const label = 'Dose "A&B" adjustment';
export const scope = 'messaging/ui messaging/scratchpad';
export const order = {resourceType: 'ServiceRequest', status: 'draft', intent: 'order'};

export const appDocument = (content) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>App</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/client.js"></script>
  </head>
  <body>${content}</body>
</html>`;
