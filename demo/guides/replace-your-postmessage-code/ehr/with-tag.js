import {showClosed, showDrafts, showReview} from './chart.js';

const frame = document.querySelector('smart-app-frame');

frame.addEventListener('smart-scratchpad-change', async () => {
  showDrafts(await frame.scratchpad.list());
});

frame.addEventListener('smart-ui-launch-activity', (event) => {
  const {activityType, activityParameters} = event.detail.payload;
  if (activityType === 'order-review') {
    event.respondWith(review(activityParameters.draftOrderLocations));
  }
});

frame.addEventListener('smart-state-change', ({detail}) => {
  if (detail.state === 'closed') showClosed();
});

async function review(locations) {
  const orders = locations.map((location) => frame.scratchpad.read(location));
  showReview((await Promise.all(orders)).filter(Boolean));
  return {status: 'success'};
}
