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
