import {success} from './forms.js';
import type {SmartAppFrame} from '../../../components/index.js';
import {SdcHost, type SdcHostSettings} from '../../../components/sdc/index.js';
import type {ScriptedApp} from '../../../components/testing/index.js';
import {connectedFrame} from '../../support/elements.js';

export const willing = {
  'sdc.configure': success,
  'sdc.configureContext': success,
  'sdc.displayQuestionnaire': success,
  'sdc.displayQuestionnaireResponse': success,
};

export interface Scripted {
  frame: SmartAppFrame;
  app: ScriptedApp;
  host: SdcHost;
  /** The types of what the renderer was told since this was last asked. */
  told: () => string[];
}

/** A host whose renderer is scripted, takes everything, and has been told all that was set. */
export async function scriptedRenderer(
  settings: SdcHostSettings = {},
  answers: Record<string, object> = {},
): Promise<Scripted> {
  const {frame, app} = await connectedFrame(
    {requestTimeout: 500},
    {answers: {...willing, ...answers}, handshakePayload: () => ({application: {name: 'Scripted'}})},
  );
  const host = new SdcHost(frame, settings);
  await host.updateComplete;
  let seen = 0;
  const told = (): string[] => {
    const types = app.requests.slice(seen).map(({messageType}) => messageType.replace('sdc.', ''));
    seen = app.requests.length;
    return types;
  };
  return {frame, app, host, told};
}
