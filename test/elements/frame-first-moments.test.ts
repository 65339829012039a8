import {expect} from '@open-wc/testing';
import {MemoryScratchpad} from '../../components/index.js';
import {serving} from '../../components/smart-app-frame/load-serving.js';
import {connectedFrame} from '../support/elements.js';

const create = {resource: {resourceType: 'ServiceRequest', subject: {reference: 'Patient/A'}}};

describe('<smart-app-frame> and a request that waits for what serves it', () => {
  it('goes to the scratchpad of the moment when it came, and nowhere once its scope is withdrawn', async () => {
    const [first, second] = await Promise.all([connectedFrame({}), connectedFrame({})]);
    const before = new MemoryScratchpad();
    const withdrawn = second.frame.scratchpad;
    first.frame.scratchpad = before;
    for (const {frame} of [first, second])
      frame.addEventListener('smart-scratchpad-create', () => {
        expect(serving, 'what serves is not loaded yet').to.equal(undefined);
        frame.scope = frame === second.frame ? 'messaging/ui' : frame.scope;
        queueMicrotask(() => (frame.scratchpad = new MemoryScratchpad()));
      });
    const answers = await Promise.all([first, second].map(({app}) => app.request('scratchpad.create', create)));
    expect(answers[0]).to.have.property('status', '201 Created');
    expect(answers[1]).to.have.property('status', '403 Forbidden');
    expect(await before.list()).to.have.lengthOf(1);
    expect(await first.frame.scratchpad.list()).to.deep.equal([]);
    expect(await withdrawn.list()).to.deep.equal([]);
    expect(await second.frame.scratchpad.list()).to.deep.equal([]);
  });
});
