import '../../components/smart-message-inspector/define.js';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import {createRef, ref} from 'lit/directives/ref.js';
import type {AppAddress, Story} from '../stories/story.js';
import {controlsFor, readValue, writeValue, type Control} from './controls.js';
import {docsTab} from './docs-tab.js';
import {EventLog} from './event-log.js';
import {eventsTab} from './events-tab.js';
import type {ManifestElement} from './manifest.js';
import './markup-tab.js';
import type {Route} from './route.js';
import {storyControls} from './story-controls.js';
import {StoryRun} from './story-run.js';
import {tabList} from './tab-list.js';

const tabs = [
  {name: 'messages', label: 'Messages'},
  {name: 'events', label: 'Events'},
  {name: 'markup', label: 'Markup'},
  {name: 'docs', label: 'Docs'},
] as const;

const textsWithoutKit = {
  messages:
    'Messages are recorded from the kit’s elements, and this EHR page has none. The page itself lists what it posts.',
  events: 'Events come from the kit’s elements, and this EHR page has none.',
  docs: 'Here stands the reference of the kit’s element in the EHR page, and this page has none.',
} as const;

/** One story: its canvas, its controls, and what can be seen of it. One element for each story that is visited. */
@customElement('story-view')
export class StoryView extends LitElement {
  @property({attribute: false}) story!: Story;
  @property({attribute: false}) route!: Route;
  @property({attribute: false}) app!: AppAddress;
  @property({attribute: false}) manifest!: Map<string, ManifestElement>;
  /** Tells that a control, a tab or the code was changed here. */
  @property({attribute: false}) changeRoute: (change: Partial<Route>) => void = () => undefined;

  @state() private withMessages = true;
  @state() private initial: Record<string, string> = {};

  readonly #canvas = createRef<HTMLElement>();
  #events: EventLog | undefined;
  #controls: Control[] = [];
  #tagName = '';
  #run: StoryRun | undefined;
  #scheduled = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#run?.end();
    this.#run = undefined;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override firstUpdated(): void {
    const canvas = this.#canvas.value;
    if (!canvas) return;
    const names = [...this.manifest.values()].flatMap(({events = []}) => events.map(({name}) => name));
    this.#events = new EventLog(canvas, names, this.#schedule);
    this.#start();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Back and forward change the controls, too.
    if (changed.has('route') && this.#run) this.#apply();
  }

  /** Bursts are drawn once a frame, not once a message. */
  readonly #schedule = (): void => {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.requestUpdate();
    });
  };

  readonly #start = (): void => {
    const canvas = this.#canvas.value;
    if (!canvas) return;
    this.#run?.end();
    this.#run = new StoryRun(canvas, this.story, this.app, (root) => {
      const target = root.querySelector(this.story.controls.element);
      this.#tagName = target?.localName ?? '';
      const element = this.manifest.get(this.#tagName);
      this.#controls = element ? controlsFor(element, this.story.controls.live) : [];
      if (target)
        this.initial = Object.fromEntries(this.#controls.map((control) => [control.name, readValue(target, control)]));
      this.#apply();
    });
    this.requestUpdate();
  };

  #apply(): void {
    const target = this.#canvas.value?.querySelector(this.story.controls.element);
    if (!target) return;
    for (const control of this.#controls) {
      writeValue(target, control, this.route.values[control.name] ?? this.initial[control.name] ?? '');
    }
  }

  readonly #set = (control: Control, value: string): void => {
    const values = Object.entries(this.route.values).filter(([name]) => name !== control.name);
    if (value !== this.initial[control.name]) values.push([control.name, value]);
    this.changeRoute({values: Object.fromEntries(values)});
  };

  protected override render(): TemplateResult {
    const {story, route} = this;
    return html`
      <header class="story-head">
        <p class="eyebrow">${story.group}</p>
        <h1 id="story-title" tabindex="-1">${story.title}</h1>
        <p class="summary">${story.summary}</p>
      </header>
      <section class="stage" aria-label="Canvas">
        <div class="stage-bar">
          <span class="origin ehr">EHR page <code>${location.origin}</code></span>
          <span class="origin app">Apps <code>${new URL(this.app('')).origin}</code></span>
          <button class="small plain" @click=${this.#start}>Start again</button>
        </div>
        <div class="canvas" role="group" aria-label="The EHR page" tabindex="0" ${ref(this.#canvas)}></div>
      </section>
      <section class="panel" aria-label="What happens">
        ${tabList({
          label: 'What happens',
          prefix: 'story',
          tabs,
          selected: route.tab,
          select: (tab) => this.changeRoute({tab: tab as Route['tab']}),
        })}
        <div id="story-panel" role="tabpanel" aria-labelledby="story-tab-${route.tab}">
          <smart-message-inspector
            .target=${this.#canvas.value}
            ?hidden=${route.tab !== 'messages' || this.#withoutKit}
          ></smart-message-inspector>
          ${this.#tab()}
        </div>
      </section>
      <aside class="side" aria-label="About this story">
        <section aria-labelledby="try-title">
          <h2 id="try-title">Try this</h2>
          <ol class="steps">
            ${story.steps.map((step) => html`<li>${step}</li>`)}
          </ol>
        </section>
        ${storyControls({
          tagName: this.#withoutKit ? undefined : this.#tagName,
          controls: this.#controls,
          initial: this.initial,
          values: route.values,
          set: this.#set,
          reset: () => this.changeRoute({values: {}}),
        })}
      </aside>
    `;
  }

  /** The EHR page of this story does without the kit: there is nothing to listen to, and nothing to set. */
  get #withoutKit(): boolean {
    return this.#run !== undefined && !this.manifest.has(this.#tagName);
  }

  #tab(): TemplateResult | typeof nothing {
    const {tab} = this.route;
    const element = this.manifest.get(this.#tagName);
    if (this.#withoutKit && tab !== 'markup') return html`<p class="empty">${textsWithoutKit[tab]}</p>`;
    switch (tab) {
      case 'events':
        return this.#events
          ? eventsTab({
              log: this.#events,
              withMessages: this.withMessages,
              showMessages: (show) => (this.withMessages = show),
            })
          : nothing;
      case 'markup':
        return html`<markup-tab
          .story=${this.story}
          .canvas=${this.#canvas.value}
          .code=${this.route.code}
          .select=${(code: string) => this.changeRoute({code})}
        ></markup-tab>`;
      case 'docs':
        return element ? docsTab(element) : nothing;
      default:
        return nothing; // the inspector is always there: it records while another tab is shown
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'story-view': StoryView;
  }
}
