import {html, nothing, type TemplateResult} from 'lit';
import {fieldsOf, methodsOf, signature, type ManifestElement, type ManifestEntry} from './manifest.js';
import {withCode} from './story-controls.js';

/** The reference of an element, made from its entry in the manifest. */
export function docsTab(element: ManifestElement): TemplateResult {
  return html`
    <div class="docs">
      <h3><code>&lt;${element.tagName}&gt;</code></h3>
      <p>${withCode(element.description)}</p>
      ${table(
        'Attributes and properties',
        ['Attribute', 'Property', 'Type', 'Meaning'],
        fieldsOf(element).map(({attribute, name, type, parsedType, description}) => [
          code(attribute),
          code(name),
          code((parsedType ?? type)?.text),
          withCode(description),
        ]),
      )}
      ${table(
        'Methods',
        ['Method', 'Meaning'],
        methodsOf(element).map((method) => [code(signature(method)), withCode(method.description)]),
      )}
      ${table(
        'Events',
        ['Event', 'Class', 'When'],
        (element.events ?? []).map(({name, type, description}) => [
          code(name),
          code(type?.text),
          withCode(description),
        ]),
      )}
      ${table('Slots', ['Slot', 'Meaning'], named(element.slots))}
      ${table('CSS parts', ['Part', 'Meaning'], named(element.cssParts))}
      ${table('CSS states', ['State', 'Meaning'], named(element.cssStates))}
    </div>
  `;
}

type Cell = TemplateResult | typeof nothing | ReturnType<typeof withCode>;

const code = (text: string | undefined): Cell => (text ? html`<code>${text}</code>` : nothing);

const named = (entries: ManifestEntry[] = []): Cell[][] =>
  entries.map(({name, description}) => [name ? code(name) : html`(default)`, withCode(description)]);

/** Scrolls by itself where it is too wide, so it takes the focus: the keyboard must reach what is hidden. */
const table = (title: string, head: string[], rows: Cell[][]): TemplateResult | typeof nothing =>
  rows.length === 0
    ? nothing
    : html`
        <div class="scroller" role="region" aria-label=${title} tabindex="0">
          <table>
            <caption>
              ${title}
            </caption>
            <thead>
              <tr>
                ${head.map((text) => html`<th scope="col">${text}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ([first, ...others]) =>
                  html`<tr>
                    ${head[0] === 'Attribute' && first === nothing ? html`<td>${first}</td>` : html`<th scope="row">${first}</th>`}
                    ${others.map((cell) => html`<td>${cell}</td>`)}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      `;
