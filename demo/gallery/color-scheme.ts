import {html, LitElement, type TemplateResult} from 'lit';
import {customElement, state} from 'lit/decorators.js';

const key = 'gallery-color-scheme';
const schemes = [
  {name: 'system', label: 'System'},
  {name: 'light', label: 'Light'},
  {name: 'dark', label: 'Dark'},
];

/** The switch between light and dark; without a choice the page follows the system. */
@customElement('color-scheme')
export class ColorScheme extends LitElement {
  @state() private scheme = localStorage.getItem(key) ?? 'system';

  protected override createRenderRoot(): this {
    return this;
  }

  protected override willUpdate(): void {
    document.documentElement.style.colorScheme = this.scheme === 'system' ? '' : this.scheme;
  }

  protected override render(): TemplateResult {
    return html`
      <fieldset class="segments">
        <legend class="visually-hidden">Colours</legend>
        ${schemes.map(
          ({name, label}) => html`
            <label>
              <input
                type="radio"
                name="color-scheme"
                value=${name}
                .checked=${this.scheme === name}
                @change=${() => this.#choose(name)}
              />
              <span>${label}</span>
            </label>
          `,
        )}
      </fieldset>
    `;
  }

  #choose(scheme: string): void {
    this.scheme = scheme;
    if (scheme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, scheme);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'color-scheme': ColorScheme;
  }
}
