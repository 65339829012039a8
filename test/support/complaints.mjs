/** Reports the page errors and the console warnings of a page that puppeteer drives. */
export function watchPage(page, report) {
  page.on('pageerror', (error) => report(`${error}`));
  page.on('console', (message) => {
    if (['warn', 'error'].includes(message.type())) report(message.text());
  });
  return page;
}
