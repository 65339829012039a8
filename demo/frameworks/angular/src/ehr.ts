import {Component, CUSTOM_ELEMENTS_SCHEMA, signal} from '@angular/core';
import {bootstrapApplication} from '@angular/platform-browser';
import {MemoryScratchpad, type Resource, type SmartRequestEvent} from 'smart-web-messaging-elements';
import 'smart-web-messaging-elements/smart-app-frame';
import {registeredApp} from '../../shared/registered-app';

@Component({
  selector: 'ehr-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>Chart</h1>
      <button (click)="open.set(true)">Open the app</button>
      @if (open()) {
        <section aria-label="App">
          <p role="status">The app is {{ state() }}.</p>
          <smart-app-frame
            label="Orders"
            [src]="registeredApp"
            launch-mode="query"
            scope="messaging/ui messaging/scratchpad"
            answers="scratchpad.create ui.launchActivity"
            [scratchpad]="scratchpad"
            (smart-state-change)="changeState($event.detail.state)"
            (smart-ui-launch-activity)="launchActivity($event)"
            (smart-scratchpad-create)="createDraft($event)"
            (smart-scratchpad-change)="listDrafts()"
          ></smart-app-frame>
        </section>
      }
      <p>Activity: {{ activity() }}</p>
      <h2>Draft orders</h2>
      <ul>
        @for (location of drafts(); track location) {
          <li>{{ location }}</li>
        }
      </ul>
    </main>
  `,
})
export class Ehr {
  readonly registeredApp = registeredApp;
  readonly scratchpad = new MemoryScratchpad();
  readonly open = signal(false);
  readonly state = signal('idle');
  readonly activity = signal('none');
  readonly drafts = signal<string[]>([]);

  changeState(state: string) {
    this.state.set(state);
    if (state === 'closed') this.open.set(false);
  }

  launchActivity(event: SmartRequestEvent<'ui.launchActivity'>) {
    this.activity.set(event.detail.payload.activityType);
    event.respondWith({status: 'success'});
  }

  createDraft(event: SmartRequestEvent<'scratchpad.create'>) {
    const {resource} = event.detail.payload;
    if (resource.resourceType === 'ServiceRequest') event.respondWith(this.store(resource));
    else event.refuse('Only orders can be drafted here.');
  }

  private async store(resource: Resource) {
    const {resourceType, id} = await this.scratchpad.create(resource);
    return {status: '201 Created', location: `${resourceType}/${id}`};
  }

  async listDrafts() {
    this.drafts.set((await this.scratchpad.list()).map(({resourceType, id}) => `${resourceType}/${id}`));
  }
}

await bootstrapApplication(Ehr);
