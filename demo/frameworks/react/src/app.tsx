import {StrictMode, useRef, useState} from 'react';
import {createRoot} from 'react-dom/client';
import type {SmartMessagingContext} from 'smart-web-messaging-elements';
import type {} from 'smart-web-messaging-elements/react';
import 'smart-web-messaging-elements/smart-messaging-context';

const order = {resourceType: 'ServiceRequest', status: 'draft', intent: 'order', code: {text: 'Creatinine'}};

function App() {
  const ehr = useRef<SmartMessagingContext>(null);
  const [outcome, setOutcome] = useState('Nothing proposed yet.');

  async function propose({scratchpad, ui}: SmartMessagingContext) {
    try {
      const {location} = await scratchpad.create(order);
      const {status} = await ui.launchActivity('order-review', {draftOrderLocations: [location]});
      setOutcome(`${location}: ${status}`);
    } catch (error) {
      setOutcome(String(error));
    }
  }

  return (
    <smart-messaging-context id="ehr" ref={ehr}>
      <main>
        <h1>Orders</h1>
        <button onClick={() => propose(ehr.current!)}>Propose an order</button>
        <button commandfor="ehr" command="--ui-done">
          Done
        </button>
        <p role="status">{outcome}</p>
      </main>
    </smart-messaging-context>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
