import type {QuestionnaireResponse} from 'fhir/r4.js';
import {html, render} from 'lit';
import '../../stories/messages.js';
import {explain, startApp} from '../shared/app.js';
import {criteria} from './criteria.js';

const {ehr, say, onClick} = startApp();
let form: QuestionnaireResponse = {
  resourceType: 'QuestionnaireResponse',
  status: 'in-progress',
  subject: {reference: 'Patient/example'},
};
let saving = Promise.resolve();
let giveScore: ((answer: {score: number}) => void) | undefined;

// A new document knows nothing, but the scratchpad does.
ehr.addEventListener('smart-connect', () => {
  void restore().catch((error: unknown) => say(explain(error)));
});

ehr.addEventListener('smart-score-complete', (event) => {
  say('The EHR waits for the score.');
  event.respondWith(new Promise((resolve) => (giveScore = resolve)));
});

onClick('#give', async () => {
  if (!giveScore) return 'The EHR has not asked for the score.';
  giveScore({score: points()});
  giveScore = undefined;
  return `The EHR has the score: ${points()}.`;
});

// Nothing is said to the EHR, as when a browser loads a broken page again.
onClick('#crash', async () => {
  location.reload();
  return undefined;
});

async function restore(): Promise<void> {
  const [draft] = (await ehr.scratchpad.read()) as QuestionnaireResponse[];
  if (draft) {
    form = draft;
    say('The findings are as they were.');
  }
  show();
}

function tick(linkId: string, present: boolean): void {
  const others = (form.item ?? []).filter((item) => item.linkId !== linkId);
  form = {...form, item: [...others, {linkId, answer: [{valueBoolean: present}]}]};
  // One after the other: the second save needs the id that the first one was answered with.
  saving = saving.then(save).catch((error: unknown) => say(explain(error)));
}

async function save(): Promise<void> {
  if (form.id) {
    await ehr.scratchpad.update(form);
  } else {
    const {location} = await ehr.scratchpad.create(form);
    form = {...form, id: location.split('/')[1] ?? ''};
  }
  say(`${points()} of ${criteria.length} points. Kept in the EHR.`);
}

const isPresent = (linkId: string) =>
  form.item?.some((item) => item.linkId === linkId && item.answer?.[0]?.valueBoolean) ?? false;

const points = () => criteria.filter(({linkId}) => isPresent(linkId)).length;

function show(): void {
  const fields = document.querySelector<HTMLElement>('#criteria');
  if (!fields) return;
  render(
    criteria.map(
      ({linkId, text}) => html`
        <label class="choice">
          <input
            type="checkbox"
            .checked=${isPresent(linkId)}
            @change=${({target}: Event) => tick(linkId, (target as HTMLInputElement).checked)}
          />
          ${text}
        </label>
      `,
    ),
    fields,
  );
}

show();
