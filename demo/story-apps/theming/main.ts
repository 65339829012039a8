import {startApp} from '../shared/app.js';

const {ehr, onClick} = startApp();

// None of these is in the scope, and the EHR of this story pauses an app after five.
onClick('#flood', async () => {
  for (let count = 0; count < 6; count++) ehr.request('advert.show', {}).catch(() => undefined);
  return 'Six messages are sent.';
});
