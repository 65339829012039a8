import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {toJson, type EventEntry, type EventLog} from './event-log.js';

const timeFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

interface EventsView {
  log: EventLog;
  withMessages: boolean;
  showMessages: (show: boolean) => void;
}

/** The list of events as they happen. */
export function eventsTab({log, withMessages, showMessages}: EventsView): TemplateResult {
  const entries = withMessages ? log.entries : log.entries.filter(({name}) => name !== 'smart-message');
  return html`
    <div class="toolbar">
      <label class="check">
        <input
          type="checkbox"
          .checked=${withMessages}
          @change=${(event: Event) => showMessages((event.currentTarget as HTMLInputElement).checked)}
        />
        <code>smart-message</code> too
      </label>
      <span class="hint">${entries.length === 1 ? 'One event' : `${entries.length} events`}, newest first</span>
      <button class="small plain" ?disabled=${log.entries.length === 0} @click=${() => log.clear()}>Clear</button>
    </div>
    ${
      entries.length
        ? html`<ol class="log" aria-label="Events">
            ${repeat(entries, ({number}) => number, item)}
          </ol>`
        : html`<p class="empty">No events yet. They appear here as EHR and app talk.</p>`
    }
  `;
}

const item = (entry: EventEntry): TemplateResult => html`
  <li data-event=${entry.name}>
    <details @toggle=${(event: Event) => showDetail(event.currentTarget as HTMLDetailsElement, entry)}>
      <summary>
        <time datetime=${entry.time.toISOString()}>${timeFormat.format(entry.time)}</time>
        <code class="event-name">${entry.name}</code>
        <span class="gist">${entry.gist}</span>
        ${entry.handling ? html`<span class="tag">${entry.handling}</span>` : nothing}
        <span class="source">${entry.source}</span>
      </summary>
      <pre tabindex="0" aria-label="Detail of ${entry.name}"></pre>
    </details>
  </li>
`;

const showDetail = (details: HTMLDetailsElement, {detail}: EventEntry): void => {
  const pre = details.querySelector('pre');
  if (pre) pre.textContent = details.open ? toJson(detail) : '';
};
