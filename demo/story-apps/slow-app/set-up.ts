import {startApp} from '../shared/app.js';

/** From here on the app is like any other: the element shakes hands as soon as it is in the page. */
export function setUp(): void {
  document.querySelector('main')?.before(document.createElement('smart-messaging-context'));
  const {ehr, say} = startApp();
  void ehr.ready.then(() => {
    document.querySelector('#progress')?.remove();
    say('Two trials fit this patient.');
  });
}
