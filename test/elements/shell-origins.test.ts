import {expect} from '@open-wc/testing';
import type {SmartMessagingError} from '../../components/index.js';
import {openedByEhr, type RemoteWindow} from '../support/ehr-window.js';
import {connectedContext, connectedFrame, contextWith, withUncaughtErrors} from '../support/elements.js';
import {rejection} from '../support/rejection.js';
import {launch} from '../support/launches.js';
import {otherSite} from '../support/remote.js';

const shell = 'capacitor://localhost';

describe('Origins of native shells', () => {
  let ehr: RemoteWindow | undefined;

  afterEach(() => ehr?.close());

  it('are served over a transport where they are listed, on either side', async () => {
    const {app} = await connectedFrame({appOrigin: `https://app.example.org ${shell}`}, {origin: shell});
    expect(await app.request('scratchpad.read', {})).to.deep.equal({scratchpad: []});
    const {context} = await connectedContext({messagingOrigin: shell}, {origin: shell});
    expect(await context.ui.done()).to.deep.equal({status: 'success'});
  });

  // Chromium throws on such a target origin.
  it('beside another origin do not keep an app in a frame from being served', async () => {
    const uncaught = await withUncaughtErrors(async () => {
      const {frame, app} = await launch({origin: otherSite, frame: {appOrigin: `${shell} ${otherSite}`, scope: ''}});
      await app.run(
        (ehr) => parent.postMessage({messagingHandle: 'x', messageId: '1', messageType: 'a.b', payload: {}}, ehr),
        location.origin,
      );
      expect(frame.state).not.to.equal('closed');
      await new Promise((resolve) => setTimeout(resolve, 400)); // handshakes go to each origin in turn
    });
    expect(uncaught).to.deep.equal([]);
  });

  it('that no page has end in a typed error', async () => {
    ehr = await openedByEhr();
    let error: SmartMessagingError | undefined;
    const uncaught = await withUncaughtErrors(async () => {
      const context = await contextWith({messagingHandle: 'h', messagingOrigin: shell, connectTimeout: 300});
      error = await rejection(context.ready);
      expect((await rejection(context.ui.done())).code).to.equal('unavailable');
    });
    expect(error?.code).to.be.oneOf(['timeout', 'unavailable']);
    expect(uncaught).to.deep.equal([]);
  });
});
