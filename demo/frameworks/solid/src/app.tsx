import {createSignal} from 'solid-js';
import {render} from 'solid-js/web';
import type {SmartMessagingContext} from 'smart-web-messaging-elements';
import type {} from 'smart-web-messaging-elements/solid';
import 'smart-web-messaging-elements/smart-messaging-context';

const order = {resourceType: 'ServiceRequest', status: 'draft', intent: 'order', code: {text: 'Creatinine'}};

function App() {
  let ehr!: SmartMessagingContext;
  const [outcome, setOutcome] = createSignal('Nothing proposed yet.');

  async function propose() {
    try {
      const {location} = await ehr.scratchpad.create(order);
      const {status} = await ehr.ui.launchActivity('order-review', {draftOrderLocations: [location]});
      setOutcome(`${location}: ${status}`);
    } catch (error) {
      setOutcome(String(error));
    }
  }

  return (
    <smart-messaging-context id="ehr" ref={ehr}>
      <main>
        <h1>Orders</h1>
        <button onClick={propose}>Propose an order</button>
        <button commandfor="ehr" command="--ui-done">
          Done
        </button>
        <p role="status">{outcome()}</p>
      </main>
    </smart-messaging-context>
  );
}

render(() => <App />, document.getElementById('root')!);
