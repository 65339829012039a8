import {expect} from '@open-wc/testing';
import {DOCUMENT_EXTENSION} from '../../components/protocol/messages.js';
import {eventually} from '../support/eventually.js';
import {handle} from '../support/launches.js';
import {hostileApp} from './support/attacks.js';
import {guardPage} from './support/page-state.js';
import {takePort} from './support/ports.js';

describe('a port that carries handshakes of other documents', () => {
  guardPage();

  it('leads into quarantine when there are too many of them, with the handle or without', async () => {
    const {frame, app} = await hostileApp({frame: {limits: {maxRefusals: 50}}});
    await takePort(app);
    await app.run(
      (url, messagingHandle) => {
        const say = (valueString: string, handle: string): void =>
          window.stolenPort!.postMessage({
            messagingHandle: handle,
            messageId: crypto.randomUUID(),
            messageType: 'status.handshake',
            payload: {extension: [{url, valueString}]},
          });
        say('its own', messagingHandle);
        for (let number = 0; number < 400; number++) say('of another', number % 2 ? messagingHandle : 'a guess');
      },
      DOCUMENT_EXTENSION,
      handle,
    );
    await eventually('quarantine', () => frame.quarantined || frame.state === 'closed');
    expect(frame.state).to.be.oneOf(['connected', 'closed']);
  });
});
