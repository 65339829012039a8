import {html, LitElement, type PropertyValues, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Story} from '../stories/story.js';
import './code-block.js';
import {formatHtml} from './format-html.js';
import {codeViews, emptyIndex, readIndex, readSource, type SourceIndex} from './sources.js';
import {tabList} from './tab-list.js';

const packageName = 'smart-web-messaging-elements';

/** The code of a story: its HTML as it is now, its script, its apps, and the same in the frameworks. */
@customElement('markup-tab')
export class MarkupTab extends LitElement {
  @property({attribute: false}) story: Story | undefined;
  /** The canvas whose HTML is shown. */
  @property({attribute: false}) canvas: HTMLElement | undefined;
  /** Which code is shown: `html`, or the name of a code view. */
  @property() code = 'html';
  @property({attribute: false}) select: (code: string) => void = () => undefined;

  @state() private index: SourceIndex = emptyIndex;
  @state() private files: Array<{file: string; text: string}> | undefined;
  @state() private problem = '';

  readonly #observer = new MutationObserver(() => this.requestUpdate());

  override connectedCallback(): void {
    super.connectedCallback();
    void readIndex().then(
      (index) => (this.index = index),
      (error: unknown) => (this.problem = String(error)),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** None until all are known: tabs that come later would push others away from under a key or a pointer. */
  get #views(): ReturnType<typeof codeViews> {
    return this.story && this.index !== emptyIndex ? codeViews(this.story, this.index) : [];
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('canvas') && this.canvas) {
      this.#observer.disconnect();
      this.#observer.observe(this.canvas, {subtree: true, childList: true, attributes: true, characterData: true});
    }
    if (changed.has('code') || changed.has('index') || changed.has('story')) void this.#read();
  }

  async #read(): Promise<void> {
    this.files = undefined;
    this.problem = '';
    const {code} = this;
    const view = this.#views.find(({name}) => name === code);
    if (!view) return;
    try {
      const files = await Promise.all(view.files.map(async (file) => ({file, text: await readSource(file)})));
      if (code === this.code) this.files = files;
    } catch (error) {
      this.problem = String(error);
    }
  }

  protected override render(): TemplateResult {
    const tabs = [{name: 'html', label: 'HTML'}, ...this.#views];
    const selected = tabs.some(({name}) => name === this.code) ? this.code : 'html';
    return html`
      ${tabList({label: 'Code', prefix: 'code', tabs, selected, select: this.select})}
      <div id="code-panel" role="tabpanel" aria-labelledby="code-tab-${selected}">
        ${selected === 'html' ? this.#html() : this.#files()}
      </div>
    `;
  }

  #html(): TemplateResult {
    const {canvas} = this;
    if (!canvas) return html`<p class="empty">Loading…</p>`;
    const tags = new Set([...canvas.querySelectorAll('*')].map(({localName}) => localName));
    const imports = [...tags]
      .filter((tag) => tag.startsWith('smart-'))
      .map((tag) => `  import '${packageName}/${tag}';`);
    const head = imports.length ? `<script type="module">\n${imports.join('\n')}\n</script>\n\n` : '';
    const root = canvas.querySelector('.story') ?? canvas;
    return html`<code-block file="ehr.html" .code=${head + formatHtml(root)}></code-block>`;
  }

  #files(): TemplateResult {
    if (this.problem) return html`<p class="problem">${this.problem}</p>`;
    if (!this.files) return html`<p class="empty" role="status">Loading…</p>`;
    const note = this.#views.find(({name}) => name === this.code)?.note;
    return html`${note && html`<p class="hint note">${note}</p>`}
    ${this.files.map(({file, text}) => html`<code-block file=${file} .code=${text}></code-block>`)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'markup-tab': MarkupTab;
  }
}
