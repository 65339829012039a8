import {startApp} from '../shared/app.js';

const key = 'answers';
const answers = sessionStorage.getItem(key) === 'true';

// A new start begins with the choice taken back, so that the story can be seen again.
sessionStorage.removeItem(key);
document.querySelector('#answer')?.addEventListener('change', ({currentTarget}) => {
  sessionStorage.setItem(key, String((currentTarget as HTMLInputElement).checked));
});

if (answers) {
  document.querySelector('main')?.before(document.createElement('smart-messaging-context'));
  const {ehr, say} = startApp();
  void ehr.ready.then(() => say('This time the app has answered.'));
}
