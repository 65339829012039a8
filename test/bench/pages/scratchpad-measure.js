import {draft} from './payloads.js';

function expect(holds, what) {
  if (!holds) throw new Error(`The scratchpad ${what}.`);
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Milliseconds of each step over a list, one after the other, and what the steps came to. */
async function timed(list, step) {
  const results = [];
  const started = performance.now();
  for (const item of list) results.push(await step(item));
  return {results, perCall: (performance.now() - started) / list.length};
}

/**
 * Milliseconds per call of each operation, over the wire, with up to `size` resources on the scratchpad: the last
 * `calls` of them are created, read, updated and deleted again, and everything is read while it is full.
 */
export async function scratchpad({scratchpad, fill}, {size, calls, readAlls, warmUp, batches}) {
  const before = size - calls;
  expect((await fill(before)).count === before, `did not take ${before} resources`);
  const drafts = Array.from({length: calls}, (_, index) => draft(before + index));
  const values = {create: [], read: [], update: [], delete: [], 'read-all': []};

  for (let batch = -warmUp; batch < batches; batch++) {
    const created = await timed(drafts, (resource) => scratchpad.create(resource));
    const locations = created.results.map(({location}) => location);
    const stored = drafts.map((resource, index) => ({...resource, id: locations[index].split('/')[1]}));
    const read = await timed(locations, (location) => scratchpad.read(location));
    expect(same(read.results, stored), 'gave back other resources than it was given');
    const all = await timed(Array.from({length: readAlls}), () => scratchpad.read());
    expect(
      all.results.every((list) => list.length === size && same(list.at(-1), stored.at(-1))),
      `did not list its ${size} resources`,
    );
    const changed = stored.map((resource) => ({...resource, status: 'active'}));
    const updated = await timed(changed, (resource) => scratchpad.update(resource));
    expect(same(await scratchpad.read(locations[0]), changed[0]), 'did not keep an update');
    const deleted = await timed(locations, (location) => scratchpad.delete(location));
    expect((await fill(before)).count === before, 'did not delete what it was told to');
    if (batch < 0) continue;
    values.create.push(created.perCall);
    values.read.push(read.perCall);
    values.update.push(updated.perCall);
    values.delete.push(deleted.perCall);
    values['read-all'].push(all.perCall);
  }
  return values;
}
