// The listings of the guides that exist as files, too: in demo/guides/<the guide's name>/ or demo/guides/shared/.
import {existsSync, readdirSync, readFileSync} from 'node:fs';

const root = 'demo/guides';

const listing = /^(\*\*`([^`]+)`\*\*\n\n```(\w+)\n)([^]*?)(^```$)/gm;

/** Each guide's file and its text, the listings as the files are now. */
export const guides = () =>
  readdirSync(root)
    .filter((name) => name.endsWith('.md'))
    .map((name) => {
      const folders = [`${root}/${name.replace(/\.md$/, '')}`, `${root}/shared`];
      const text = readFileSync(`${root}/${name}`, 'utf8').replaceAll(listing, (all, begin, file, language, _, end) => {
        const source = folders.map((folder) => `${folder}/${file}`).find((path) => existsSync(path));
        return source && language !== 'diff' ? begin + readFileSync(source, 'utf8') + end : all;
      });
      return [`${root}/${name}`, text];
    });
