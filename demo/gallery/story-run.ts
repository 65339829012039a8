import {render} from 'lit';
import type {AppAddress, Story} from '../stories/story.js';

/** One run of a story in its canvas, from its first paint until it is left or started again. */
export class StoryRun {
  readonly root = document.createElement('div');
  readonly #ending = new AbortController();

  /**
   * @param prepare - Gets the canvas before its elements have started: what is set there is there from the start.
   */
  constructor(place: HTMLElement, story: Story, app: AppAddress, prepare: (root: HTMLElement) => void) {
    this.root.className = 'story';
    this.root.dataset['story'] = story.id;
    place.replaceChildren(this.root);
    render(story.markup(app), this.root);
    prepare(this.root);
    void story.script?.({root: this.root, app, signal: this.#ending.signal});
  }

  end(): void {
    this.#ending.abort();
    this.root.remove();
  }
}

/** Addresses of story apps on the apps' origin. */
export const appAddress =
  (appUrl: string): AppAddress =>
  (folder, parameters = {}) => {
    const url = new URL(`demo/story-apps/${folder}/`, appUrl);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, String(value));
    return url.href;
  };
