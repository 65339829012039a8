import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {LogEntry, MessageLog} from '../ehr/message-log.js';

/** The messages of a story, newest first. */
export function messagesTab(log: MessageLog, clear: () => void): TemplateResult {
  return html`
    <div class="toolbar">
      <span class="hint">${log.count === 1 ? 'One message' : `${log.count} messages`}, newest first</span>
      <button class="small plain" ?disabled=${log.count === 0} @click=${clear}>Clear</button>
    </div>
    ${
      log.entries.length
        ? html`<ol class="log" aria-label="Messages">
            ${repeat(log.entries, ({number}) => number, item)}
          </ol>`
        : html`<p class="empty">No messages yet. They appear here as EHR and app talk.</p>`
    }
  `;
}

const item = (entry: LogEntry): TemplateResult => html`
  <li class=${entry.direction}>
    <details @toggle=${(event: Event) => showPayload(event.currentTarget as HTMLDetailsElement, entry)}>
      <summary>
        <span class="direction">${entry.direction === 'in' ? 'App → EHR' : 'EHR → App'}</span>
        <code class="event-name">${entry.type}</code>
        <span class="gist">${entry.isAnswer ? 'answer' : 'request'}</span>
        <span class="tag ${isGood(entry) ? '' : 'alert'}">${outcomeText(entry)}</span>
        <span class="source">
          ${entry.elapsed === undefined ? nothing : `${entry.elapsed.toFixed(1)} ms · `}${entry.place}
        </span>
      </summary>
      <pre tabindex="0" aria-label="Payload of ${entry.type}"></pre>
    </details>
  </li>
`;

const isGood = ({outcome, isRefusal}: LogEntry): boolean => outcome === 'delivered' && !isRefusal;

function outcomeText({outcome, reason, isRefusal}: LogEntry): string {
  if (outcome !== 'delivered') return `rejected: ${reason ?? 'no reason'}`;
  return isRefusal ? 'says no' : 'delivered';
}

const showPayload = (details: HTMLDetailsElement, {message}: LogEntry): void => {
  const pre = details.querySelector('pre');
  if (pre) pre.textContent = details.open ? JSON.stringify(message, null, 2) : '';
};
