import {SmartMessagingError} from '../../components/protocol/index.js';
import {find} from './find.js';
import './messages.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, signal}) => {
  const frame = find(root, 'smart-app-frame');
  const outcome = find(root, '.outcome');

  async function askForScore(): Promise<void> {
    outcome.textContent = 'Waiting for the score.';
    try {
      const {score} = await frame.request('score.complete', {}, {signal, timeout: Infinity});
      outcome.textContent = `CURB-65: ${score}.`;
    } catch (error) {
      const gone = error instanceof SmartMessagingError && error.code === 'disconnected';
      outcome.textContent = gone ? 'The app went away before it answered. Ask again when it is back.' : String(error);
    }
  }

  find(root, '#ask').addEventListener('click', () => void askForScore(), {signal});
  find(root, '#reload').addEventListener('click', () => frame.reload(), {signal});

  frame.addEventListener('smart-state-change', ({detail}) => tell(`The app is ${detail.state}.`), {signal});
  frame.addEventListener('smart-disconnect', ({detail}) => tell(`Disconnected: ${detail.reason}.`), {signal});

  function tell(text: string): void {
    const item = document.createElement('li');
    item.textContent = text;
    find(root, '#history').append(item);
  }
};
