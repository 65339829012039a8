import {html, LitElement} from 'lit';
import {order} from '../page.mjs';

export class DoseView extends LitElement {
  render() {
    return html`<h1>Dose adjustment</h1>
      <button @click=${this.#draft}>Draft</button>`;
  }

  #draft() {
    return this.closest('smart-messaging-context').scratchpad.create(order);
  }
}

globalThis.customElements.define('dose-view', DoseView);
