import '../../../components/smart-messaging-context/define.js';
import '../dose-app.js';
import {byMessages} from '../chart-access.js';
import {keepFocus} from '../keep-focus.js';
import {oauth2} from './fhirclient.js';
import {giveBack} from './give-back.js';
import {byRest} from './rest.js';

const context = document.querySelector('smart-messaging-context');
const problem = document.querySelector('#problem');
const button = document.querySelector<HTMLButtonElement>('#give-back');

const tell = (text: string, error: unknown): void => {
  if (problem) problem.textContent = `${text}: ${error instanceof Error ? error.message : String(error)}`;
};

keepFocus();
try {
  const client = await oauth2.ready();
  const app = document.createElement('dose-app');
  const rest = byRest(client);
  const mayAskTheChart = client.state.tokenResponse.scope?.split(' ').includes('messaging/fhir');
  const orders = context && mayAskTheChart ? byMessages(context) : rest;
  app.access = {patientId: client.patient.id ?? '', patient: rest, orders};
  document.querySelector('main')?.append(app);
  if (context) {
    context.handshakePayload = {application: {name: 'Dose adjustment'}};
    context.tokenResponse = client.state.tokenResponse;
  }
  button?.addEventListener(
    'click',
    () => void giveBack(client).catch((error: unknown) => tell('Not given back', error)),
  );
} catch (error) {
  document.querySelector('footer')?.remove();
  tell('The EHR did not let the app in', error);
}
