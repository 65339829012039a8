import {windowEndpoint, wrap} from 'comlink';

export function connect(ehrOrigin) {
  const ehr = wrap(windowEndpoint(window.parent, window, ehrOrigin));
  return {ask: (payload) => ehr.ask(payload)};
}
