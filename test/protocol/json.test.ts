import {expect} from '@open-wc/testing';
import {isRecord, isText, jsonLength} from '../../components/protocol/json.js';
import {oddValues} from '../support/odd-values.js';

describe('isRecord', () => {
  it('takes objects that are no arrays', () => {
    expect([{}, Object.create(null), new Date(), new Map()].every(isRecord)).to.equal(true);
    expect([null, undefined, [], 'text', 7, () => undefined].some(isRecord)).to.equal(false);
  });
});

describe('isText', () => {
  it('takes texts that are not empty', () => {
    expect([isText('a'), isText(''), isText(7), isText(Object('a'))]).to.deep.equal([true, false, false, false]);
  });
});

describe('jsonLength', () => {
  const samples = [
    {resourceType: 'Patient', id: '1', active: true, name: [{family: 'Shaw', given: ['Amy', 'V.']}]},
    [],
    {},
    'text',
    null,
    true,
    {list: [1, 2.5, -3], nothing: null, text: 'ä€😀'},
  ];
  for (const sample of samples) {
    it(`is about right for ${JSON.stringify(sample)}`, () => {
      const length = JSON.stringify(sample).length;
      expect(jsonLength(sample)).to.be.within(length / 2, length * 2 + 16);
    });
  }

  it('measures a long text by its length', () => {
    expect(jsonLength({text: 'x'.repeat(1_000_000)})).to.be.within(1_000_000, 1_000_100);
  });

  it('measures what is shared wherever it appears, without walking every path', () => {
    let value: object = {text: 'x'};
    for (let level = 0; level < 60; level++) value = {first: value, second: value};
    expect(jsonLength(value)).to.be.above(2 ** 60);
  });

  it('does not end at infinity', () => {
    let value: object = {};
    for (let level = 0; level < 2000; level++) value = [value, value];
    expect(jsonLength(value)).to.equal(Infinity);
  });

  it('has none for what is part of itself, at any depth', () => {
    const value: {list: unknown[]} = {list: []};
    value.list.push({deeper: [value]});
    expect(jsonLength(value)).to.equal(undefined);
  });

  it('has none for arrays with holes, however long they are', () => {
    expect(jsonLength({list: Object.assign([], {length: 4_000_000_000})})).to.equal(undefined);
    expect(jsonLength([1, , 3])).to.equal(undefined); // eslint-disable-line no-sparse-arrays
  });

  it('has none for numbers that JSON does not have', () => {
    expect([NaN, Infinity, -Infinity].map((number) => jsonLength({number}))).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has none for functions and symbols', () => {
    expect([() => undefined, Symbol('s')].map((value) => jsonLength({value}))).to.deep.equal([undefined, undefined]);
  });

  it('has none for boxed texts and buffers, and finds that without looking into them', () => {
    const start = performance.now();
    expect(jsonLength({data: new Uint8Array(50_000_000)})).to.equal(undefined);
    expect(jsonLength({data: Object('x'.repeat(50_000_000)) as unknown})).to.equal(undefined);
    expect(performance.now() - start).to.be.below(200);
  });

  const faithful = new Set([
    'undefined',
    'null',
    'a boolean',
    'a number',
    'an empty text',
    'an empty object',
    'an array',
  ]);
  for (const [name, value] of oddValues) {
    const isFaithful = faithful.has(name) || name === 'an object with __proto__ as a key';
    it(`${isFaithful ? 'has one' : 'has none'} for ${name}`, () => {
      expect(jsonLength({part: value}) !== undefined).to.equal(isFaithful);
    });
  }

  it('takes __proto__ for a key like any other', () => {
    const value = JSON.parse('{"__proto__": {"text": "0123456789"}}') as object;
    expect(jsonLength(value)).to.be.within(20, 60);
  });

  it('takes objects of another window and without a prototype', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const far = (frame.contentWindow as unknown as {Object: typeof Object}).Object;
    expect(jsonLength(Object.assign(new far(), {a: 1}))).to.equal(jsonLength({a: 1}));
    expect(jsonLength(Object.assign(Object.create(null) as object, {a: 1}))).to.equal(jsonLength({a: 1}));
    frame.remove();
  });

  it('comes to an end 5,000 levels deep', () => {
    let value: unknown[] = [];
    for (let level = 0; level < 5000; level++) value = [value];
    const length = jsonLength(value);
    expect(length === undefined || length > 5000).to.equal(true);
  });

  it('has none for what is nested too deep to look into', () => {
    let value: unknown[] = [];
    for (let level = 0; level < 1_000_000; level++) value = [value];
    expect(jsonLength(value)).to.equal(undefined);
  });

  it('passes on what a getter throws', () => {
    const value = {
      get broken(): never {
        throw new TypeError('broken');
      },
    };
    expect(() => jsonLength(value)).to.throw(TypeError, 'broken');
  });
});
