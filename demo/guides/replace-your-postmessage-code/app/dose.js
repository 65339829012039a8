// What this app does anyway, however it talks to the EHR.

export const order = {
  resourceType: 'MedicationRequest',
  status: 'draft',
  intent: 'order',
  subject: {reference: 'Patient/example'},
  medicationCodeableConcept: {text: 'Metformin'},
  dosageInstruction: [{text: '500 mg twice daily'}],
};

/** Buttons that do what they are given, and say what has come of it. */
export function wire({ready, propose, done, explain}) {
  const status = document.querySelector('[role=status]');
  const tell = (action, success) =>
    action.then(
      () => (status.textContent = success),
      (error) => (status.textContent = explain(error)),
    );
  const on = (id, action, success) =>
    document
      .querySelector(id)
      .addEventListener('click', () => tell(action(), success));
  tell(ready, 'Connected with the EHR.');
  on('#propose', propose, 'The order is in the order review.');
  on('#done', done, '');
}
