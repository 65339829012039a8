import '../../components/smart-app-frame/define.js';
import type {SmartAppFrame} from '../../components/smart-app-frame/smart-app-frame.js';
import type {Scratchpad} from '../../components/scratchpad/index.js';
import {fhirBase} from './fhir-server.js';
import type {Launch} from './launches.js';

const label = 'Dose adjustment';

/** A person reads what the app asks for before it can speak: as long as the launch is good. */
const connectTimeout = 600_000;

/** A frame that launches the app. It serves nothing but handshakes until scopes are granted. */
export function createFrame(launch: Launch, target: 'frame' | 'window', scratchpad: Scratchpad): SmartAppFrame {
  const frame = document.createElement('smart-app-frame');
  frame.setAttribute('label', label);
  frame.setAttribute('src', launch.launchUrl);
  frame.setAttribute('iss', launch.iss);
  frame.setAttribute('launch', launch.launch);
  frame.setAttribute('app-origin', launch.appOrigins.join(' '));
  frame.setAttribute('fhir-base-url', fhirBase);
  frame.setAttribute('connect-timeout', String(connectTimeout));
  frame.setAttribute('target', target);
  frame.messagingHandle = launch.messagingHandle;
  frame.fhirFetch = fetchFor(launch);
  frame.scratchpad = scratchpad;
  frame.handshakePayload = {application: {name: 'Demonstration EHR'}, fhirVersion: '4.0.1'};
  return frame;
}

/** What an app asks through the page goes with what the app was granted, not with all that the clinician may do. */
const fetchFor =
  ({launch}: Launch): typeof fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('EHR-Launch', launch);
    return fetch(input, {...init, headers});
  };
