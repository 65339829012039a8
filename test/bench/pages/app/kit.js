import 'kit/smart-messaging-context/define.ts';

/** `<smart-messaging-context>`, which finds handle and origin in the query. */
export async function connect() {
  const context = document.createElement('smart-messaging-context');
  document.body.append(context);
  await context.ready;
  return {
    ask: (payload) => context.request('bench.echo', payload),
    fill: (count) => context.request('bench.fill', {count}),
    scratchpad: context.scratchpad,
  };
}
