import {html, LitElement, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import {highlight, languageOf} from './highlight.js';

/** Code with the name of its file and a button that copies it. */
@customElement('code-block')
export class CodeBlock extends LitElement {
  /** The file, or what the code is; its ending tells the language. */
  @property() file = '';
  @property({attribute: false}) code = '';
  @state() private said = '';

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    return html`
      <figure class="code">
        <figcaption>
          <code>${this.file}</code>
          <span class="said" role="status">${this.said}</span>
          <button class="small plain" aria-label="Copy ${this.file}" @click=${this.#copy}>Copy</button>
        </figcaption>
        <pre tabindex="0" aria-label=${this.file}><code>${highlight(this.code, languageOf(this.file))}</code></pre>
      </figure>
    `;
  }

  #copy = async (): Promise<void> => {
    // Said anew each time: a status that does not change is not announced.
    this.said = '';
    const said = await navigator.clipboard.writeText(this.code).then(
      () => 'Copied',
      () => 'The browser does not allow it: select the text and copy it.',
    );
    this.said = said;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'code-block': CodeBlock;
  }
}
