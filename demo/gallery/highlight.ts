import {html, type TemplateResult} from 'lit';

/** Kinds of tokens, in the order in which they are tried; the names are the style sheet's classes. */
const markup = {
  comment: /<!--[^]*?-->/,
  tag: /<\/?[a-zA-Z][\w-]*|\/?>/,
  string: /"[^"]*"|'[^'\n]*'/,
  name: /[@:.(\w[][\w.:()[\]-]*(?==)/,
};

const script = {
  comment: /\/\/[^\n]*|\/\*[^]*?\*\//,
  string: /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/,
  keyword:
    /\b(?:as|async|await|case|catch|class|const|default|else|export|extends|for|from|function|if|import|in|let|new|of|return|switch|throw|try|type|yield)\b/,
  tag: /<\/?[a-z][\w-]*(?=[\s>/])/,
};

const expression = (kinds: Record<string, RegExp>): RegExp =>
  new RegExp(
    Object.entries(kinds)
      .map(([name, {source}]) => `(?<${name}>${source})`)
      .join('|'),
    'g',
  );

const languages = {markup: expression(markup), script: expression(script)};

/** Colours code roughly: enough to read by, and nothing that depends on it. */
export function highlight(code: string, language: keyof typeof languages): TemplateResult {
  const pieces: Array<TemplateResult | string> = [];
  let end = 0;
  for (const match of code.matchAll(languages[language])) {
    const kind =
      Object.entries<string | undefined>(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? '';
    pieces.push(code.slice(end, match.index), html`<span class="token-${kind}">${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  return html`${pieces}${code.slice(end)}`;
}

export const languageOf = (file: string): keyof typeof languages =>
  /\.(html|vue|svelte)$/.test(file) ? 'markup' : 'script';
