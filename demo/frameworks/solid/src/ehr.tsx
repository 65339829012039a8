import {createSignal, For, Show} from 'solid-js';
import {render} from 'solid-js/web';
import {MemoryScratchpad, type Resource, type SmartRequestEvent} from 'smart-web-messaging-elements';
import type {} from 'smart-web-messaging-elements/solid';
import 'smart-web-messaging-elements/smart-app-frame';
import {registeredApp} from '../../shared/registered-app';

const scratchpad = new MemoryScratchpad();

function Ehr() {
  const [open, setOpen] = createSignal(false);
  const [state, setState] = createSignal('idle');
  const [activity, setActivity] = createSignal('none');
  const [drafts, setDrafts] = createSignal<string[]>([]);

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
      <Show when={open()}>
        <section aria-label="App">
          <p role="status">The app is {state()}.</p>
          <smart-app-frame
            label="Orders"
            src={registeredApp}
            launch-mode="query"
            scope="messaging/ui messaging/scratchpad"
            answers="scratchpad.create ui.launchActivity"
            scratchpad={scratchpad}
            on:smart-state-change={({detail}) => changeState(detail.state)}
            on:smart-ui-launch-activity={launchActivity}
            on:smart-scratchpad-create={createDraft}
            on:smart-scratchpad-change={listDrafts}
          />
        </section>
      </Show>
      <p>Activity: {activity()}</p>
      <h2>Draft orders</h2>
      <ul>
        <For each={drafts()}>{(location) => <li>{location}</li>}</For>
      </ul>
    </main>
  );
}

render(() => <Ehr />, document.getElementById('root')!);
