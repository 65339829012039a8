import {startDemo} from './server.mjs';

const demo = await startDemo({ehrPort: 8000, appPort: 8001});

console.log(`
  SMART Web Messaging demo

  Gallery     ${demo.ehrUrl}   open this one
  Chart       ${demo.chartUrl}
  SMART app   ${demo.appUrl}   the chart's app on its own: it asks to be opened from an EHR

  The chart starts afresh with each start: signed orders and drafts are not kept.

  Press Ctrl-C to end.
`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await demo.close();
    process.exit(0);
  });
}
