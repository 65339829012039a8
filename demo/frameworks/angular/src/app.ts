import {Component, CUSTOM_ELEMENTS_SCHEMA, signal} from '@angular/core';
import {bootstrapApplication} from '@angular/platform-browser';
import type {SmartMessagingContext} from 'smart-web-messaging-elements';
import 'smart-web-messaging-elements/smart-messaging-context';

const order = {resourceType: 'ServiceRequest', status: 'draft', intent: 'order', code: {text: 'Creatinine'}};

@Component({
  selector: 'app-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <smart-messaging-context id="ehr" #ehr>
      <main>
        <h1>Orders</h1>
        <button (click)="propose(ehr)">Propose an order</button>
        <button commandfor="ehr" command="--ui-done">Done</button>
        <p role="status">{{ outcome() }}</p>
      </main>
    </smart-messaging-context>
  `,
})
export class App {
  readonly outcome = signal('Nothing proposed yet.');

  async propose({scratchpad, ui}: SmartMessagingContext) {
    try {
      const {location} = await scratchpad.create(order);
      const {status} = await ui.launchActivity('order-review', {draftOrderLocations: [location]});
      this.outcome.set(`${location}: ${status}`);
    } catch (error) {
      this.outcome.set(String(error));
    }
  }
}

await bootstrapApplication(App);
