import type {Story} from '../stories/story.js';

/** The examples of one framework, as `demo/frameworks/index.json` lists them. */
export interface FrameworkExample {
  name: string;
  label: string;
  /** Paths of source files from the root of the repository. */
  ehr: string;
  app: string;
}

/** What the Markup tab offers beside the HTML. */
export interface CodeView {
  name: string;
  label: string;
  files: string[];
  /** What it is, where that is not plain. */
  note?: string;
}

/** The files that can be shown, as paths from the root of the repository. */
export interface SourceIndex {
  /** By the id of the story. */
  stories: Record<string, string[]>;
  /** By the folder of the app. */
  apps: Record<string, string[]>;
  frameworks: FrameworkExample[];
}

export const emptyIndex: SourceIndex = {stories: {}, apps: {}, frameworks: []};

export async function readIndex(): Promise<SourceIndex> {
  const response = await fetch('/demo/sources/index.json');
  return (await response.json()) as SourceIndex;
}

/** The source files of a story, and those of the frameworks. */
export const codeViews = (story: Story, {stories, apps, frameworks}: SourceIndex): CodeView[] => [
  ...ehrViews(stories[story.id] ?? []),
  ...story.apps.map((folder, index) => ({
    name: index === 0 ? 'app' : `app-${index + 1}`,
    label: story.apps.length === 1 ? 'App' : `App ${index + 1}`,
    files: apps[folder] ?? [],
  })),
  ...frameworks.map(({name, label, ehr, app}) => ({
    name: `in-${name}`,
    label,
    files: [ehr, app],
    note: 'Not this story, but one EHR page and one app that are the same in each framework.',
  })),
];

const isStyle = (file: string): boolean => file.endsWith('.css');

const ehrViews = (files: string[]): CodeView[] =>
  [
    {name: 'script', label: 'EHR script', files: files.filter((file) => !isStyle(file))},
    {name: 'style', label: 'EHR style', files: files.filter(isStyle)},
  ].filter((view) => view.files.length > 0);

const read = new Map<string, Promise<string>>();

/** The text of a source file, as it is in the repository. */
export function readSource(file: string): Promise<string> {
  const text = read.get(file) ?? fetchText(file);
  read.set(file, text);
  text.catch(() => read.delete(file));
  return text;
}

async function fetchText(file: string): Promise<string> {
  const response = await fetch(`/demo/sources/file?path=${encodeURIComponent(file)}`);
  if (!response.ok) throw new Error(`${file} cannot be read (${response.status}).`);
  return response.text();
}
