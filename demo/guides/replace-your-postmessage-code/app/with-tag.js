import {refusalText} from '/kit/smart-web-messaging-elements.js';
import {order, wire} from './dose.js';

const ehr = document.querySelector('smart-messaging-context');

wire({
  ready: ehr.ready,
  propose: async () => {
    const {location} = await ehr.scratchpad.create(order);
    await ehr.ui.launchActivity('order-review', {
      draftOrderLocations: [location],
    });
  },
  done: () => ehr.ui.done(),
  explain: ({payload, message}) => refusalText(payload) ?? message,
});
