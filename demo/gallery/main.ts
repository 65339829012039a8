import '../../components/smart-app-frame/define.js';
import {render} from 'lit';
import {stories} from '../stories/index.js';

const {appUrl} = (await (await fetch('/demo/configuration.json')).json()) as {appUrl: string};
const story = stories[0];
if (story) {
  const app = (folder: string) => `${appUrl}demo/story-apps/${folder}/`;
  render(story.markup(app), document.body);
  void story.script?.({root: document.body, app, signal: new AbortController().signal});
}
