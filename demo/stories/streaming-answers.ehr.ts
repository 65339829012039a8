import {refusalText, SmartMessagingError} from '../../components/protocol/index.js';
import {find} from './find.js';
import './messages.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, signal}) => {
  const frame = find(root, 'smart-app-frame');
  const summary = find(root, '#summary');
  const outcome = find(root, '.outcome');
  const stop = find(root, '#stop');
  let stopping: AbortController | undefined;

  async function write(): Promise<void> {
    if (stopping) return;
    stopping = new AbortController();
    summary.replaceChildren();
    outcome.textContent = '';
    stop.ariaDisabled = null;
    try {
      const answer = await frame.request(
        'summary.write',
        {encounter: {reference: 'Encounter/1036'}},
        {signal: AbortSignal.any([signal, stopping.signal]), onPartial: append},
      );
      // Refusals are answers, too: they resolve.
      outcome.textContent = refusalText(answer) ?? `Written: ${answer.sentences} sentences.`;
    } catch (error) {
      outcome.textContent =
        error instanceof SmartMessagingError && error.code === 'aborted' ? 'Stopped.' : String(error);
    } finally {
      stop.ariaDisabled = 'true';
      stopping = undefined;
    }
  }

  function append(partial: {text?: string}): void {
    const sentence = document.createElement('p');
    sentence.textContent = partial.text ?? '';
    summary.append(sentence);
  }

  find(root, '#write').addEventListener('click', () => void write(), {signal});
  stop.addEventListener('click', () => stopping?.abort(), {signal});
};
