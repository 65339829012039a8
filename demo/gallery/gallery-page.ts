import {html, LitElement, type PropertyValues, type TemplateResult} from 'lit';
import {customElement, state} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import {pages, stories} from '../stories/index.js';
import type {AppAddress} from '../stories/story.js';
import './color-scheme.js';
import {homeView} from './home-view.js';
import {readManifest, type ManifestElement} from './manifest.js';
import {formatRoute, parseRoute, type Route} from './route.js';
import {storyList} from './story-list.js';
import {appAddress} from './story-run.js';
import './story-view.js';

const product = 'SMART Web Messaging elements';

interface Setup {
  app: AppAddress;
  manifest: Map<string, ManifestElement>;
}

/** The gallery: the list of stories beside the one that the address names. */
@customElement('gallery-page')
export class GalleryPage extends LitElement {
  @state() private route: Route = parseRoute(location.hash) ?? {story: '', tab: 'messages', code: 'html', values: {}};
  @state() private setup: Setup | undefined;
  @state() private problem = '';
  @state() private search = '';
  /** Of the list, where there is no room to show it always. */
  @state() private open = false;

  #focusNext = false;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#readAddress);
    void this.#prepare();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#readAddress);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  async #prepare(): Promise<void> {
    try {
      const [configuration, manifest] = await Promise.all([fetch('/demo/configuration.json'), readManifest()]);
      const {appUrl} = (await configuration.json()) as {appUrl: string};
      this.setup = {app: appAddress(appUrl), manifest};
    } catch (error) {
      this.problem = `The gallery cannot be shown: ${String(error)} Reload the page.`;
    }
  }

  readonly #readAddress = (): void => {
    this.route = parseRoute(location.hash) ?? this.route;
  };

  /** What changes within a story replaces its entry of the history: Back leads to the story before. */
  readonly #changeRoute = (change: Partial<Route>): void => {
    this.route = {...this.route, ...change};
    history.replaceState(null, '', formatRoute(this.route));
  };

  /** The list is over the page on a phone: once something is chosen it goes away, and the focus goes on to the story. */
  readonly #chosen = (href: string): void => {
    if (!this.open) return;
    this.open = false;
    if (href === location.hash) void this.updateComplete.then(() => this.#focusStory());
    else this.#focusNext = true; // the address changes after this event
  };

  #focusStory(): void {
    this.querySelector<HTMLElement>('#story-title')?.focus();
  }

  async #focusNextStory(): Promise<void> {
    await this.querySelector('story-view')?.updateComplete;
    if (this.querySelector('#story-title')) this.#focusNext = false;
    this.#focusStory();
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault(); // the address belongs to the stories
    this.#focusStory();
  };

  readonly #closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.open) return;
    this.open = false;
    this.querySelector<HTMLElement>('.menu')?.focus();
  };

  protected override updated(changed: PropertyValues): void {
    if (this.#focusNext && (changed.has('route') || changed.has('setup'))) void this.#focusNextStory();
    if (!changed.has('route')) return;
    const {title} = this.#story ?? {};
    document.title = title ? `${title} - ${product}` : product;
  }

  get #story(): (typeof stories)[number] | undefined {
    return stories.find(({id}) => id === this.route.story);
  }

  protected override render(): TemplateResult {
    const {route, search, open} = this;
    return html`
      <a class="skip" href="#story-title" @click=${this.#skip}>Skip to the story</a>
      <div class="rail">
        <header class="brand">
          <a href="#/" aria-current=${route.story === '' ? 'page' : 'false'}>
            <img src="/demo/shared/icon.svg" alt="" width="28" height="28" />
            <span>SMART Web Messaging <small>elements</small></span>
          </a>
          <button
            class="menu"
            aria-expanded=${open ? 'true' : 'false'}
            aria-controls="sidebar"
            @click=${() => (this.open = !open)}
            @keydown=${this.#closeByKey}
          >
            Stories
          </button>
        </header>
        <div id="sidebar" class="sidebar ${open ? 'open' : ''}" @keydown=${this.#closeByKey}>
          ${storyList({
            stories,
            pages,
            current: route.story,
            search,
            setSearch: (text) => (this.search = text),
            chosen: this.#chosen,
          })}
          <color-scheme role="region" aria-label="Colours"></color-scheme>
        </div>
      </div>
      <main class=${route.story === '' ? 'home' : 'one-story'}>${this.#content()}</main>
    `;
  }

  #content(): unknown {
    const {route, setup, problem} = this;
    const story = this.#story;
    if (route.story === '') return homeView(stories, pages);
    if (!story) {
      return html`<h1 id="story-title" tabindex="-1">There is no such story</h1>
        <p>“${route.story}” is not in the list. <a href="#/">Begin at the first screen.</a></p>`;
    }
    if (problem)
      return html`<h1 id="story-title" tabindex="-1">${story.title}</h1>
        <p class="problem" role="alert">${problem}</p>`;
    if (!setup) return html`<p class="empty" role="status">Loading ${story.title}…</p>`;
    return keyed(
      story.id,
      html`<story-view
        .story=${story}
        .route=${route}
        .app=${setup.app}
        .manifest=${setup.manifest}
        .changeRoute=${this.#changeRoute}
      ></story-view>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'gallery-page': GalleryPage;
  }
}
