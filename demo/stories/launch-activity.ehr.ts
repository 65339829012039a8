import type {ActivityParameters} from '../../components/protocol/index.js';
import {find} from './find.js';
import type {StoryScript} from './story.js';

export const run: StoryScript = ({root, signal}) => {
  find(root, 'smart-app-frame').addEventListener(
    'smart-ui-launch-activity',
    (event) => {
      const {activityType, activityParameters} = event.detail.payload;
      if (activityType === 'problem-review') {
        event.respondWith(reviewProblem(activityParameters as ActivityParameters<'problem-review'>));
      }
      if (activityType === 'appointment-book') {
        event.respondWith(book(activityParameters as ActivityParameters<'appointment-book'>));
      }
      // Anything else is answered as not supported.
    },
    {signal},
  );

  const reviewProblem = ({problemLocation}: ActivityParameters<'problem-review'>) => {
    const location = typeof problemLocation === 'string' ? problemLocation : problemLocation.reference;
    const problem = root.querySelector(`details[id="${location.split('/')[1] ?? ''}"]`);
    if (!problem) return failure(`The chart has no problem ${location}.`);
    problem.setAttribute('open', '');
    problem.scrollIntoView({block: 'nearest'});
    return {status: 'success'};
  };

  const booking = find(root, '#booking');

  /** Settles when the clinician has decided: until then the app waits. */
  const book = ({appointmentLocations}: ActivityParameters<'appointment-book'>) =>
    new Promise<object>((resolve) => {
      const {description = 'Appointment'} = (appointmentLocations.entry?.[0]?.resource ?? {}) as {description?: string};
      find(booking, 'p').textContent = `Book an appointment: ${description}?`;
      booking.hidden = false;
      find(booking, 'button').focus();
      booking.addEventListener(
        'click',
        ({target}) => {
          if (!(target instanceof HTMLButtonElement)) return;
          booking.hidden = true;
          resolve(target.value === 'yes' ? {status: 'success'} : failure('The clinician does not want it now.'));
        },
        {signal},
      );
    });
};

const failure = (text: string) => ({status: 'failure', statusDetail: {text}});
