// What this EHR does anyway, however messages come in.

const text = ({medicationCodeableConcept, dosageInstruction}) =>
  `${medicationCodeableConcept?.text}, ${dosageInstruction?.[0]?.text}`;

function show(list, orders) {
  const items = orders.map((order) => {
    const item = document.createElement('li');
    item.textContent = text(order);
    return item;
  });
  document.querySelector(list).replaceChildren(...items);
}

export const showDrafts = (orders) => show('#drafts', orders);

export const showReview = (orders) => show('#review', orders);

export function showClosed() {
  document.querySelector('#closed').textContent = 'The app was closed.';
}
