import {html, LitElement} from 'lit';
import {MemoryScratchpad} from '../../../dist/scratchpad/index.js';
import {label, scope} from '../page.mjs';

export class EhrPage extends LitElement {
  static properties = {appUrl: {attribute: 'app-url'}};

  scratchpad = new MemoryScratchpad();

  render() {
    return html`<smart-app-frame
      src=${this.appUrl}
      label=${label}
      scope=${scope}
      launch-mode="query"
      .scratchpad=${this.scratchpad}
    ></smart-app-frame>`;
  }
}

globalThis.customElements.define('ehr-page', EhrPage);
