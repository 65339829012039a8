/** Where an app puts its form. */
export function findPlace(): HTMLElement {
  const place = document.querySelector<HTMLElement>('#form');
  if (!place) throw new Error('The page of this app lacks a place for its form.');
  return place;
}
