import {expect} from '@open-wc/testing';
import {Channel, type MessageReport} from '../../components/channel/index.js';
import {createTransportPair} from '../../components/testing/index.js';

describe('a channel that is closed by whoever is told of a message', () => {
  it('serves and sends nothing from then on', async () => {
    const [own, other] = createTransportPair();
    const reports: MessageReport[] = [];
    const channel = new Channel(own, {
      messagingHandle: 'handle',
      serve: () => ({secret: 'of the patient'}),
      onMessage: (report) => {
        reports.push(report);
        if (report.reason === 'duplicate') channel.close('revoked');
      },
    });
    const answers: unknown[] = [];
    other.listen(({data}) => answers.push(data), {signal: new AbortController().signal});
    const request = {messagingHandle: 'handle', messageId: '1', messageType: 'my.thing', payload: {}};
    for (let repetition = 0; repetition < 4; repetition++) {
      other.send(request);
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(answers).to.have.length(2);
    expect(reports.map(({direction, outcome}) => `${direction} ${outcome}`)).to.deep.equal([
      'in delivered',
      'out sent',
      'in rejected',
      'out sent',
    ]);
  });
});

describe('a channel whose peer is replaced while an answer is reported', () => {
  it('remembers that answer for nobody: the next document is served under the same id', async () => {
    const [own, other] = createTransportPair();
    const served: object[] = [];
    let isReplaced = false;
    const channel: Channel = new Channel(own, {
      messagingHandle: 'handle',
      serve: ({payload}) => {
        served.push(payload);
        return payload;
      },
      onMessage: ({direction}) => {
        if (direction === 'in' || isReplaced) return;
        isReplaced = true;
        channel.peerLoaded();
        channel.peerLoaded();
      },
    });
    const answers: unknown[] = [];
    other.listen(({data}) => answers.push((data as {payload: unknown}).payload), {
      signal: new AbortController().signal,
    });
    for (const patient of ['A', 'B']) {
      other.send({messagingHandle: 'handle', messageId: '1', messageType: 'my.thing', payload: {patient}});
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(served).to.deep.equal([{patient: 'A'}, {patient: 'B'}]);
    expect(answers).to.deep.equal([{patient: 'A'}, {patient: 'B'}]);
    channel.close();
  });
});
