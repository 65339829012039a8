import {StrictMode, useState} from 'react';
import {createRoot} from 'react-dom/client';
import {MemoryScratchpad, type Resource, type SmartRequestEvent} from 'smart-web-messaging-elements';
import type {} from 'smart-web-messaging-elements/react';
import 'smart-web-messaging-elements/smart-app-frame';
import {registeredApp} from '../../shared/registered-app';

const scratchpad = new MemoryScratchpad();

function Ehr() {
  const [open, setOpen] = useState(false);
  const [state, setState] = useState('idle');
  const [activity, setActivity] = useState('none');
  const [drafts, setDrafts] = useState<string[]>([]);

  function changeState(newState: string) {
    setState(newState);
    if (newState === 'closed') setOpen(false);
  }

  function launchActivity(event: SmartRequestEvent<'ui.launchActivity'>) {
    setActivity(event.detail.payload.activityType);
    event.respondWith({status: 'success'});
  }

  function createDraft(event: SmartRequestEvent<'scratchpad.create'>) {
    const {resource} = event.detail.payload;
    if (resource.resourceType === 'ServiceRequest') event.respondWith(store(resource));
    else event.refuse('Only orders can be drafted here.');
  }

  async function store(resource: Resource) {
    const {resourceType, id} = await scratchpad.create(resource);
    return {status: '201 Created', location: `${resourceType}/${id}`};
  }

  async function listDrafts() {
    setDrafts((await scratchpad.list()).map(({resourceType, id}) => `${resourceType}/${id}`));
  }

  return (
    <main>
      <h1>Chart</h1>
      <button onClick={() => setOpen(true)}>Open the app</button>
      {open && (
        <section aria-label="App">
          <p role="status">The app is {state}.</p>
          <smart-app-frame
            label="Orders"
            src={registeredApp}
            launch-mode="query"
            scope="messaging/ui messaging/scratchpad"
            answers="scratchpad.create ui.launchActivity"
            scratchpad={scratchpad}
            onsmart-state-change={({detail}) => changeState(detail.state)}
            onsmart-ui-launch-activity={launchActivity}
            onsmart-scratchpad-create={createDraft}
            onsmart-scratchpad-change={listDrafts}
          />
        </section>
      )}
      <p>Activity: {activity}</p>
      <h2>Draft orders</h2>
      <ul>
        {drafts.map((location) => (
          <li key={location}>{location}</li>
        ))}
      </ul>
    </main>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Ehr />
  </StrictMode>,
);
