import assert from 'node:assert/strict';

/** Fails unless every element of an XML text is closed where it was opened, and nothing in between is mistaken for one. */
export function assertWellFormed(xml) {
  const open = [];
  const rest = xml.replaceAll(
    /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<>]*")*)\s*(\/?)>/g,
    (_, end, name, attributes, empty) => {
      if (end) assert.equal(name, open.pop(), 'an end tag closes another element than the last one opened');
      else if (!empty) open.push(name);
      return '';
    },
  );
  assert.deepEqual(open, [], 'elements are left open');
  assert.doesNotMatch(rest.replaceAll(/&(amp|lt|gt);/g, ''), /[<&]/, 'markup characters stand in the text');
}
