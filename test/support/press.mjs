/**
 * Clicks an element as a person does: once it can be seen and pressed, and the page has come to rest around it. A browser
 * that has not drawn a scrolled page yet gives a click in an app's frame to what was there before.
 */
export async function press(frame, selector) {
  const element = await frame.waitForSelector(selector, {visible: true});
  await frame.waitForFunction(({disabled}) => !disabled, {}, element);
  await pressElement(element);
}

/** The same for an element that has been found. */
export async function pressElement(element) {
  await element.evaluate((found) => found.scrollIntoView({block: 'center', behavior: 'instant'}));
  await comeToRest(element);
  await element.click();
}

async function comeToRest(element) {
  let [place, before] = [await placeOf(element)];
  do {
    before = place;
    await new Promise((resolve) => setTimeout(resolve, 100));
    place = await placeOf(element);
  } while (place !== before);
}

const placeOf = async (element) => JSON.stringify(await element.boundingBox());

/** Types into a field, in place of what is there. */
export async function fill(frame, selector, text) {
  const element = await frame.waitForSelector(selector, {visible: true});
  await pressElement(element);
  await element.evaluate((field) => field.select());
  await element.type(text);
}
