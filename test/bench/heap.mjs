const idle = {measure: 'idle'};

/** kB of the EHR page's heap for each of `frames` more; `before` bring what all share, and compiled code. */
export async function heapPerFrame(page, frames, before = Math.ceil(frames / 5)) {
  await page.mount(Array(before).fill(idle));
  const size = await page.heap();
  await page.mount(Array(frames).fill(idle));
  return ((await page.heap()) - size) / frames / 1000;
}
