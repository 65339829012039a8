import {html, type TemplateResult} from 'lit';
import type {ChartPage} from '../stories/index.js';
import {storyGroups, type Story} from '../stories/story.js';

const exchange = [
  {from: 'app', text: 'scratchpad.create', say: 'Here is a draft order'},
  {from: 'ehr', text: '201 Created', say: 'It is on the scratchpad'},
  {from: 'app', text: 'ui.launchActivity', say: 'Please show it for review'},
  {from: 'ehr', text: 'success', say: 'The clinician sees it'},
  {from: 'app', text: 'ui.done', say: 'I am done'},
];

/** The first screen: what this is, and where to begin. */
export const homeView = (stories: readonly Story[], pages: readonly ChartPage[]): TemplateResult => html`
  <section class="hero">
    <div>
      <p class="eyebrow">HL7 SMART Web Messaging</p>
      <h1 id="story-title" tabindex="-1">Apps that talk to the chart around them</h1>
      <p class="lead">
        Two HTML elements let a SMART app close itself, open an activity of the EHR or hand over a draft order, within
        what the EHR allows. Each story here is a live EHR page with apps from another site: change it, watch its
        messages, copy its code.
      </p>
      <p class="actions">
        <a class="button primary" href="#/${stories[0]?.id ?? ''}">Start with the first story</a>
        ${pages.map(({href, title}) => html`<a class="button" href=${href}>${title}</a>`)}
      </p>
    </div>
    ${picture()}
  </section>
  ${storyGroups.map((group) => {
    const members = stories.filter((story) => story.group === group);
    return members.length
      ? html`<section class="cards">
          <h2>${group}</h2>
          <ul>
            ${members.map(({id, title, summary}) => card(`#/${id}`, title, summary))}
          </ul>
        </section>`
      : '';
  })}
  <section class="cards">
    <h2>Whole pages</h2>
    <ul>
      ${pages.map(({href, title, summary}) => card(href, title, summary))}
    </ul>
  </section>
`;

const picture = (): TemplateResult => html`
  <figure class="exchange">
    <figcaption class="visually-hidden">
      An app asks the EHR to create a draft order, to show it for review, and says that it is done; the EHR answers
      each.
    </figcaption>
    <div class="ends" aria-hidden="true">
      <code>&lt;smart-app-frame&gt;</code>
      <code>&lt;smart-messaging-context&gt;</code>
      <span>EHR</span>
      <span>App</span>
    </div>
    <ol aria-hidden="true">
      ${exchange.map(({from, text, say}) => html`<li class=${from}><code>${text}</code><span>${say}</span></li>`)}
    </ol>
  </figure>
`;

const card = (href: string, title: string, summary: string): TemplateResult => html`
  <li>
    <a href=${href}>${title}</a>
    <p>${summary}</p>
  </li>
`;
