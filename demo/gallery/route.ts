import type {ControlValues} from './controls.js';

export const tabs = ['messages', 'events', 'markup', 'docs'] as const;
export type Tab = (typeof tabs)[number];

/** What an address of the gallery says: `#/slow-app?connect-timeout=2000&tab=markup&code=in-react`. */
export interface Route {
  /** The story's id; empty on the first screen. */
  story: string;
  tab: Tab;
  /** Which code the Markup tab shows. */
  code: string;
  values: ControlValues;
}

/** `undefined` for addresses that are not the gallery's, such as `#stories`. */
export function parseRoute(hash: string): Route | undefined {
  if (hash !== '' && !hash.startsWith('#/')) return undefined;
  const [path = '', query = ''] = hash.slice(2).split('?');
  const {tab, code = 'html', ...values} = Object.fromEntries(new URLSearchParams(query));
  return {story: decode(path), tab: tabs.find((name) => name === tab) ?? 'messages', code, values};
}

export function formatRoute({story, tab, code, values}: Route): string {
  const query = new URLSearchParams(values);
  if (tab !== 'messages') query.set('tab', tab);
  if (tab === 'markup' && code !== 'html') query.set('code', code);
  const text = query.toString().replaceAll('%2F', '/');
  return `#/${encodeURIComponent(story)}${text && `?${text}`}`;
}

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};
