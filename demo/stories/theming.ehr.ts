import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, app, signal}) => {
  const frame = find(root, 'smart-app-frame');
  const chosen = (name: string) => root.querySelector<HTMLInputElement>(`input[name=${name}]:checked`)?.value ?? '';

  // Fewer than the default of 1000 refusals, so that a button of the app can reach it.
  frame.limits = {maxRefusals: 5};

  // The brand is a class around the element: the rest is in theming.css.
  const showBrand = () => (find(root, '.clinic').className = `clinic ${chosen('brand')}`);

  const launch = () => {
    const behaviour = chosen('behaviour');
    // Without launch parameters the app cannot know that the EHR is there.
    frame.launchMode = behaviour === 'silent' ? 'none' : 'query';
    frame.src = app('theming', behaviour === 'slow' ? {delay: 5000} : {});
    frame.reload();
  };

  root.addEventListener(
    'change',
    ({target}) => {
      const {name} = target as HTMLInputElement;
      if (name === 'brand') showBrand();
      if (name === 'behaviour') launch();
    },
    {signal},
  );
};
