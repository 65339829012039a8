import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, signal}) => {
  const states = find(root, '#states');
  const start = performance.now();

  find(root, 'smart-app-frame').addEventListener(
    'smart-state-change',
    ({detail: {state}}) => {
      const item = document.createElement('li');
      item.textContent = `${state}, after ${((performance.now() - start) / 1000).toFixed(1)} s`;
      states.append(item);
    },
    {signal},
  );
};
