import {html, nothing, render, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {observeMessages, type SmartMessageEvent} from '../../components/index.js';
import {MessageLog, type LogEntry} from './message-log.js';

const limit = 500;
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** Shows every message of every frame in the document as it passes. */
export function showMessages(list: HTMLElement, count: HTMLElement, clear: HTMLButtonElement): void {
  const log = new MessageLog(limit);
  let scheduled = false;

  const update = () => {
    scheduled = false;
    render(
      log.entries.length
        ? html`<ol>
            ${repeat(log.entries, ({number}) => number, item)}
          </ol>`
        : html`<p class="quiet">No messages yet. They appear here as EHR and app talk.</p>`,
      list,
    );
    count.textContent = log.count > limit ? `last ${limit} of ${log.count}` : String(log.count);
    clear.disabled = log.count === 0;
  };

  // Bursts are drawn once a frame, not once a message.
  const schedule = () => {
    if (!scheduled) requestAnimationFrame(update);
    scheduled = true;
  };

  const observe = ({detail, target}: SmartMessageEvent) => {
    log.add(detail, target instanceof Element && target.getAttribute('target') === 'window' ? 'Window' : 'Chart');
    schedule();
  };
  observeMessages(document.body, observe, new AbortController().signal);
  clear.addEventListener('click', () => {
    log.clear();
    update();
  });
  update();
}

const item = (entry: LogEntry): TemplateResult => html`
  <li class=${entry.isRefusal ? `${entry.outcome} refusal` : entry.outcome}>
    <details @toggle=${(event: Event) => showPayload(event.currentTarget as HTMLDetailsElement, entry)}>
      <summary>
        <time datetime=${entry.time.toISOString()}>${timeFormat.format(entry.time)}</time>
        <span class="direction ${entry.direction}">${entry.direction === 'in' ? 'App → EHR' : 'EHR → App'}</span>
        <span class="type">${entry.type}${entry.isAnswer ? html` <span class="detail">answer</span>` : nothing}</span>
        <span class="place">${entry.place}</span>
        <span class="elapsed">${entry.elapsed === undefined ? nothing : `${entry.elapsed.toFixed(1)} ms`}</span>
        <span class="outcome">${outcomeText(entry)}</span>
      </summary>
      <pre tabindex="0"></pre>
    </details>
  </li>
`;

function outcomeText({outcome, reason, isRefusal}: LogEntry): string {
  if (outcome === 'rejected') return `Refused: ${reason ?? 'no reason'}`;
  const text = outcome === 'sent' ? 'Sent' : 'Delivered';
  return isRefusal ? `${text}: refusal` : text;
}

const showPayload = (details: HTMLDetailsElement, {message}: LogEntry): void => {
  const pre = details.querySelector('pre');
  if (pre) pre.textContent = details.open ? JSON.stringify(message, null, 2) : '';
};
