import {startApp} from '../shared/app.js';

const name = new URLSearchParams(location.search).get('name') ?? 'App';
document.title = name;
document.querySelector('h1')?.append(name);

const {ehr, onClick} = startApp();

onClick('#ask', async () => {
  await ehr.ui.launchActivity('problem-review', {problemLocation: 'Condition/kidney-disease'});
  return 'The chart shows it.';
});

onClick('#done', async () => {
  await ehr.ui.done();
  return undefined;
});
