import {expect} from '@open-wc/testing';
import {MemoryScratchpad, ScratchpadError, type ScratchpadChange, type Resource} from '../../components/index.js';
import {oddValues} from '../support/odd-values.js';
import {rejection} from '../support/rejection.js';

const draft = {resourceType: 'MedicationRequest', status: 'draft', note: [{text: 'x'}]};

const statusOf = async (promise: Promise<unknown>): Promise<number | undefined> => {
  const error: unknown = await rejection(promise);
  return error instanceof ScratchpadError ? error.status : undefined;
};

function changesOf(scratchpad: MemoryScratchpad): ScratchpadChange[] {
  const changes: ScratchpadChange[] = [];
  scratchpad.addEventListener('change', ({detail}) => changes.push(detail));
  return changes;
}

describe('MemoryScratchpad', () => {
  let scratchpad: MemoryScratchpad;

  beforeEach(() => {
    scratchpad = new MemoryScratchpad();
  });

  describe('create', () => {
    it('resolves with the resource and an id', async () => {
      const stored = await scratchpad.create(draft);
      expect(stored).to.deep.equal({...draft, id: stored.id});
      expect(stored.id).to.match(/^[A-Za-z0-9\-.]{1,64}$/);
    });

    it('replaces an id that the resource had by one of its own', async () => {
      const first = await scratchpad.create({...draft, id: 'mine'});
      const second = await scratchpad.create({...draft, id: 'mine'});
      expect(new Set([first.id, second.id, 'mine']).size).to.equal(3);
      expect(await scratchpad.list()).to.have.length(2);
    });

    it('keeps a copy: what happens to the original afterwards does not matter', async () => {
      const original = {resourceType: 'Patient', name: [{family: 'Shaw'}]};
      const {id} = await scratchpad.create(original);
      original.name.push({family: 'Other'});
      expect(await scratchpad.read(`Patient/${id}`)).to.deep.equal({
        resourceType: 'Patient',
        id,
        name: [{family: 'Shaw'}],
      });
    });

    it('does not touch the original', async () => {
      const original = {resourceType: 'Patient'};
      await scratchpad.create(original);
      expect(original).to.deep.equal({resourceType: 'Patient'});
    });

    it('keeps unicode and nulls as they are', async () => {
      const resource = {resourceType: 'Patient', text: 'ä€😀\u2028', nothing: null};
      const {id} = await scratchpad.create(resource);
      expect(await scratchpad.read(`Patient/${id}`)).to.deep.equal({...resource, id});
    });
  });

  describe('read and list', () => {
    it('give everything with resourceType and id, in order of creation', async () => {
      const first = await scratchpad.create(draft);
      const second = await scratchpad.create({resourceType: 'Condition'});
      expect(await scratchpad.list()).to.deep.equal([first, second]);
    });

    it('give copies: nobody changes the store through them', async () => {
      const {id} = await scratchpad.create(draft);
      const location = `MedicationRequest/${id}`;
      for (const copy of [await scratchpad.read(location), (await scratchpad.list())[0]]) {
        Object.assign(copy ?? {}, {status: 'active'});
      }
      expect(await scratchpad.read(location)).to.have.property('status', 'draft');
    });

    it('give undefined, and an empty array, where there is nothing', async () => {
      expect(await scratchpad.read('Patient/1')).to.equal(undefined);
      expect(await scratchpad.list()).to.deep.equal([]);
    });

    for (const location of ['__proto__', 'constructor', 'toString', '', 'Patient', '/']) {
      it(`give undefined at ${JSON.stringify(location)}`, async () => {
        await scratchpad.create({resourceType: 'Patient'});
        expect(await scratchpad.read(location)).to.equal(undefined);
      });
    }

    it('can be walked through while it changes', async () => {
      await scratchpad.create(draft);
      await scratchpad.create(draft);
      const seen: string[] = [];
      for await (const resource of scratchpad) {
        seen.push(resource.id);
        await scratchpad.delete(`MedicationRequest/${resource.id}`);
      }
      expect([seen.length, (await scratchpad.list()).length]).to.deep.equal([2, 0]);
    });
  });

  describe('update', () => {
    it('replaces the whole resource', async () => {
      const {id} = await scratchpad.create(draft);
      const updated = await scratchpad.update({resourceType: 'MedicationRequest', id, status: 'active'} as Resource);
      expect(updated).to.deep.equal({resourceType: 'MedicationRequest', id, status: 'active'});
      expect(await scratchpad.list()).to.deep.equal([updated]);
    });

    it('rejects with 404 where there is none, also of the same id but another type', async () => {
      const {id} = await scratchpad.create(draft);
      expect(await statusOf(scratchpad.update({...draft, id: 'unknown'}))).to.equal(404);
      expect(await statusOf(scratchpad.update({resourceType: 'Condition', id}))).to.equal(404);
    });

    for (const id of [undefined, '', 7, null, 'a/b', 'a b', 'x'.repeat(65), {}]) {
      it(`rejects with 400 for the id ${JSON.stringify(id)}`, async () => {
        expect(await statusOf(scratchpad.update({...draft, id} as Resource))).to.equal(400);
      });
    }
  });

  describe('delete', () => {
    it('removes the resource', async () => {
      const {id} = await scratchpad.create(draft);
      await scratchpad.delete(`MedicationRequest/${id}`);
      expect(await scratchpad.read(`MedicationRequest/${id}`)).to.equal(undefined);
    });

    it('rejects with 404 where there is none, also the second time', async () => {
      const {id} = await scratchpad.create(draft);
      await scratchpad.delete(`MedicationRequest/${id}`);
      expect(await statusOf(scratchpad.delete(`MedicationRequest/${id}`))).to.equal(404);
      expect(await statusOf(scratchpad.delete('__proto__'))).to.equal(404);
    });
  });

  describe('what is no resource', () => {
    for (const [name, value] of oddValues) {
      it(`is refused with 400: ${name}`, async () => {
        expect(await statusOf(scratchpad.create(value as Resource))).to.equal(400);
      });

      it(`is refused with 400: ${name} for a resourceType`, async () => {
        expect(await statusOf(scratchpad.create({resourceType: value as string}))).to.equal(400);
      });
    }

    for (const resourceType of [
      'patient',
      'Patient/1',
      'Pat ient',
      '__proto__',
      'P'.repeat(65),
      ['Patient'],
      Object('Patient'),
    ]) {
      it(`is refused with 400: resourceType ${JSON.stringify(resourceType)}`, async () => {
        expect(await statusOf(scratchpad.create({resourceType: resourceType as string}))).to.equal(400);
      });
    }

    const faithful = ['undefined', 'null', 'a boolean', 'a number', 'an empty text', 'an empty object', 'an array'];
    for (const [name, value] of oddValues.filter(([name]) => !faithful.includes(name) && !name.includes('__proto__'))) {
      it(`is refused with 400 when it holds ${name}`, async () => {
        expect(await statusOf(scratchpad.create({...draft, part: value} as Resource))).to.equal(400);
        expect(await scratchpad.list()).to.deep.equal([]);
      });
    }

    it('does no harm with __proto__ as a key', async () => {
      const resource = JSON.parse('{"resourceType": "Patient", "__proto__": {"polluted": true}}') as Resource;
      const stored = await scratchpad.create(resource);
      expect(Object.keys(stored)).to.have.members(['resourceType', '__proto__', 'id']);
      expect({}).not.to.have.property('polluted');
      expect(Object.getPrototypeOf(stored)).to.equal(Object.prototype);
    });
  });

  describe('limits', () => {
    it('of the entries refuse with 429 until something is deleted', async () => {
      scratchpad = new MemoryScratchpad({entries: 2});
      const {id} = await scratchpad.create(draft);
      await scratchpad.create(draft);
      expect(await statusOf(scratchpad.create(draft))).to.equal(429);
      await scratchpad.update({...draft, id});
      await scratchpad.delete(`MedicationRequest/${id}`);
      expect(await scratchpad.create(draft)).to.have.property('status', 'draft');
    });

    it('of the size count all resources together, as they are written', async () => {
      const resource = {resourceType: 'Patient', text: 'x'.repeat(100)};
      const size = JSON.stringify({...resource, id: crypto.randomUUID()}).length;
      scratchpad = new MemoryScratchpad({size: 2 * size});
      await scratchpad.create(resource);
      const {id} = await scratchpad.create(resource);
      expect(await statusOf(scratchpad.create({resourceType: 'Patient'}))).to.equal(429);
      expect(await statusOf(scratchpad.update({...resource, id, more: 1} as Resource))).to.equal(429);
      await scratchpad.update({...resource, id});
      expect(await scratchpad.list()).to.have.length(2);
    });

    it('of the size are given back by an update that is smaller and by a delete', async () => {
      scratchpad = new MemoryScratchpad({size: 1000});
      const {id} = await scratchpad.create({resourceType: 'Patient', text: 'x'.repeat(800)} as Resource);
      await scratchpad.update({resourceType: 'Patient', id});
      const second = await scratchpad.create({resourceType: 'Patient', text: 'x'.repeat(700)} as Resource);
      await scratchpad.delete(`Patient/${second.id}`);
      expect(await scratchpad.create({resourceType: 'Patient', text: 'x'.repeat(700)} as Resource)).to.have.property(
        'id',
      );
    });

    it('leave everything as it was when they refuse', async () => {
      scratchpad = new MemoryScratchpad({size: 200});
      const stored = await scratchpad.create({resourceType: 'Patient'});
      const changes = changesOf(scratchpad);
      await statusOf(scratchpad.update({...stored, text: 'x'.repeat(190)} as Resource));
      await statusOf(scratchpad.create({resourceType: 'Patient', text: 'x'.repeat(150)} as Resource));
      expect([await scratchpad.list(), changes]).to.deep.equal([[stored], []]);
    });

    it('refuse what shares parts so often that it could not be written down', async () => {
      let part: object = {text: 'x'};
      for (let level = 0; level < 60; level++) part = {first: part, second: part};
      expect(await statusOf(scratchpad.create({resourceType: 'Patient', part} as Resource))).to.equal(429);
    });

    it('are 10,000 entries and 16 Mi characters by default', async () => {
      const half = {resourceType: 'Binary', data: 'x'.repeat(8 * 1024 * 1024 - 100)};
      await scratchpad.create(half);
      await scratchpad.create(half);
      expect(await statusOf(scratchpad.create({resourceType: 'Binary', data: 'x'.repeat(200)} as Resource))).to.equal(
        429,
      );
      const other = new MemoryScratchpad();
      for (let count = 0; count < 10_000; count++) await other.create({resourceType: 'Basic'});
      expect(await statusOf(other.create({resourceType: 'Basic'}))).to.equal(429);
    });
  });

  describe('change events', () => {
    it('tell of a create with the location and the resource', async () => {
      const changes = changesOf(scratchpad);
      const resource = await scratchpad.create(draft);
      expect(changes).to.deep.equal([{action: 'create', location: `MedicationRequest/${resource.id}`, resource}]);
    });

    it('tell of an update with what is there now and what was before', async () => {
      const previous = await scratchpad.create(draft);
      const changes = changesOf(scratchpad);
      const resource = await scratchpad.update({...previous, status: 'active'});
      expect(changes).to.deep.equal([
        {action: 'update', location: `MedicationRequest/${previous.id}`, resource, previous},
      ]);
    });

    it('tell of a delete with what was before', async () => {
      const previous = await scratchpad.create(draft);
      const changes = changesOf(scratchpad);
      await scratchpad.delete(`MedicationRequest/${previous.id}`);
      expect(changes).to.deep.equal([{action: 'delete', location: `MedicationRequest/${previous.id}`, previous}]);
    });

    it('tell nothing of what was refused', async () => {
      const changes = changesOf(scratchpad);
      await statusOf(scratchpad.delete('Patient/1'));
      await statusOf(scratchpad.update({...draft, id: '1'}));
      await statusOf(scratchpad.create({} as Resource));
      expect(changes).to.deep.equal([]);
    });

    it('hold copies: a listener does not change the store', async () => {
      scratchpad.addEventListener('change', ({detail}) => Object.assign(detail.resource ?? {}, {status: 'changed'}));
      const stored = await scratchpad.create(draft);
      expect(stored.status).to.equal('draft');
      expect(await scratchpad.list()).to.deep.equal([stored]);
    });

    it('come no more once the listener is removed', async () => {
      const changes: unknown[] = [];
      const listener = (event: Event): number => changes.push(event);
      scratchpad.addEventListener('change', listener);
      scratchpad.removeEventListener('change', listener);
      await scratchpad.create(draft);
      expect(changes).to.deep.equal([]);
    });
  });

  it('can be shared: all who have it see the same', async () => {
    const [first, second] = [scratchpad, scratchpad];
    const changes = changesOf(second);
    const {id} = await first.create(draft);
    expect(await second.read(`MedicationRequest/${id}`)).to.have.property('status', 'draft');
    expect(changes).to.have.length(1);
  });

  it('makes none of 1,000 resources created at once twice', async () => {
    const stored = await Promise.all(Array.from({length: 1000}, () => scratchpad.create(draft)));
    expect(new Set(stored.map(({id}) => id)).size).to.equal(1000);
  });
});

describe('ScratchpadError', () => {
  it('is an Error with a status', () => {
    const error = new ScratchpadError(409, 'Text.');
    expect(error).to.be.an.instanceof(Error).that.includes({name: 'ScratchpadError', status: 409, message: 'Text.'});
  });
});
