// An app that answers when it is told to. Parameter: `late` is how long it takes, in milliseconds, until it has its element.
import '../../../components/define.ts';

const context = document.createElement('smart-messaging-context');
window.context = context;

context.addEventListener('smart-app-echo', (event) => {
  const {payload} = event.detail;
  event.respondWith(new Promise((resolve) => setTimeout(() => resolve(payload), payload.delay ?? 0)));
});

context.addEventListener('smart-app-read', (event) => {
  event.respondWith(context.scratchpad.read().then((resources) => ({resources})));
});

context.addEventListener('smart-app-silence', (event) => event.respondWith(new Promise(() => {})));

const {late = 0} = Object.fromEntries(new URLSearchParams(location.search));
setTimeout(() => document.body.append(context), Number(late));
