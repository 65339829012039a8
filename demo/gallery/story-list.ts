import {html, type TemplateResult} from 'lit';
import type {ChartPage} from '../stories/index.js';
import {storyGroups, type Story} from '../stories/story.js';

interface StoryListView {
  stories: readonly Story[];
  pages: readonly ChartPage[];
  /** Id of the story that is shown. */
  current: string;
  search: string;
  setSearch: (text: string) => void;
  /** A story was chosen: the address that its link leads to. */
  chosen: (href: string) => void;
}

/** The stories that have all the words somewhere in their texts. */
export function matching<S extends Pick<Story, 'id' | 'title' | 'summary'>>(
  stories: readonly S[],
  search: string,
): S[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return stories.filter((story) => {
    const {steps = [], group = ''} = story as Partial<Story>;
    const text = [story.id, story.title, story.summary, group, ...steps].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The sidebar's search and list. */
export function storyList({stories, pages, current, search, setSearch, chosen}: StoryListView): TemplateResult {
  const found = matching(stories, search);
  const foundPages = matching(pages, search);
  const count = found.length + foundPages.length;
  const openFirst = (event: Event) => {
    event.preventDefault();
    const first = found[0];
    if (!search || !first) return;
    chosen(`#/${first.id}`);
    location.hash = `#/${first.id}`;
  };
  const choose = (event: Event) => {
    const href = (event.target as Element).closest('a')?.getAttribute('href');
    if (href) chosen(href);
  };
  return html`
    <form role="search" @submit=${openFirst}>
      <label for="story-search" class="visually-hidden">Search the stories</label>
      <input
        id="story-search"
        type="search"
        placeholder="Search"
        autocomplete="off"
        .value=${search}
        @input=${(event: Event) => setSearch((event.currentTarget as HTMLInputElement).value)}
      />
      <p class="visually-hidden" role="status">${search ? `${count} of ${stories.length + pages.length} found` : ''}</p>
    </form>
    <nav aria-label="Stories" @click=${choose}>
      ${storyGroups.map((group) =>
        section(
          group,
          found
            .filter((story) => story.group === group)
            .map(({id, title}) => ({href: `#/${id}`, title, here: id === current})),
        ),
      )}
      ${section(
        'Whole pages',
        foundPages.map(({href, title}) => ({href, title, here: false})),
      )}
      ${count === 0 ? empty(search, setSearch) : ''}
    </nav>
  `;
}

interface Link {
  href: string;
  title: string;
  here: boolean;
}

const section = (title: string, links: Link[]): TemplateResult | string =>
  links.length
    ? html`
        <h2>${title}</h2>
        <ul>
          ${links.map(
            ({href, title: text, here}) =>
              html`<li><a href=${href} aria-current=${here ? 'page' : 'false'}>${text}</a></li>`,
          )}
        </ul>
      `
    : '';

const empty = (search: string, setSearch: (text: string) => void): TemplateResult => html`
  <p class="empty">No story has “${search}”.</p>
  <button class="small" @click=${() => setSearch('')}>Show all</button>
`;
