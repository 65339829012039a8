import type {TemplateResult} from 'lit';

/** The groups of the sidebar, in its order. */
export const storyGroups = ['First steps', 'Exchange data', 'When things go wrong', 'Ways to embed'] as const;

export type StoryGroup = (typeof storyGroups)[number];

/**
 * The address of a story app, on the apps' own origin: `demo/story-apps/<folder>/`. A parameter `delay` (milliseconds, at
 * most 10000) makes the server answer that much later.
 */
export type AppAddress = (folder: string, parameters?: Record<string, string | number>) => string;

/** What the EHR's script of a story gets. */
export interface StoryPage {
  /** Holds what `markup` rendered, and nothing else. */
  root: HTMLElement;
  app: AppAddress;
  /** Aborted when the story is left or started again: every listener, timer and promise of the script ends with it. */
  signal: AbortSignal;
}

export type StoryScript = (page: StoryPage) => void | Promise<void>;

/** One example of the gallery. */
export interface Story {
  /** Kebab-case; the address `#/<id>` and the name of the story's files. */
  id: string;
  title: string;
  group: StoryGroup;
  /** One or two sentences: what it shows and why that matters. */
  summary: string;
  /** What a visitor can do, one short sentence each, two to four of them. */
  steps: string[];
  /** The EHR page's HTML, rendered once into the canvas; the Markup tab shows it as it is at any moment. */
  markup: (app: AppAddress) => TemplateResult;
  /** Runs once when `markup` is in the page. It stands in `demo/stories/<id>.ehr.ts`: that file is what the Markup tab shows. */
  script?: StoryScript;
  /** Folders in `demo/story-apps/`, whose `index.html` and `main.ts` the Markup tab shows. */
  apps: string[];
  controls: StoryControls;
}

export interface StoryControls {
  /** Which element of the canvas the controls and the Docs tab belong to; the first that matches. */
  element: string;
  /** Its attributes (or properties, for those without attribute) that can be changed; the controls are made from the manifest. */
  live: string[];
}
