import '../../components/smart-app-frame/define.js';
import type {SmartAppFrame} from '../../components/smart-app-frame/smart-app-frame.js';
import type {Scratchpad} from '../../components/scratchpad/index.js';
import {fhirBase} from './fhir-server.js';

const label = 'Dose adjustment';

/** What the EHR grants an app, whichever way it is opened. */
export interface AppGrant {
  appUrl: string;
  patientId: string;
  scope: string;
  scratchpad: Scratchpad;
}

export function createFrame(
  {appUrl, patientId, scope, scratchpad}: AppGrant,
  target: 'frame' | 'window',
): SmartAppFrame {
  const frame = document.createElement('smart-app-frame');
  const src = new URL(appUrl);
  src.searchParams.set('patient', patientId);
  frame.setAttribute('label', label);
  frame.setAttribute('src', src.href);
  frame.setAttribute('app-origin', src.origin);
  frame.setAttribute('launch-mode', 'query');
  frame.setAttribute('fhir-base-url', fhirBase);
  frame.setAttribute('scope', scope);
  frame.setAttribute('target', target);
  frame.scratchpad = scratchpad;
  frame.handshakePayload = {application: {name: 'Demonstration EHR'}, fhirVersion: '4.0.1'};
  return frame;
}
