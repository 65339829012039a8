import {WindowMessenger, connect as connectWithPenpal} from 'penpal';

export async function connect(ehrOrigin) {
  const messenger = new WindowMessenger({remoteWindow: window.parent, allowedOrigins: [ehrOrigin]});
  const ehr = await connectWithPenpal({messenger}).promise;
  return {ask: (payload) => ehr.ask(payload)};
}
