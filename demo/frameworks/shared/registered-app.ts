/**
 * The address of the app. An EHR has it from the app's registration, never from the address bar: this one takes it from
 * `?app=`, for the sake of the tests, and therefore only on this machine.
 */
const app = new URL(new URLSearchParams(location.search).get('app') ?? 'http://127.0.0.1:8001/app.html');
if (app.protocol !== 'http:' || app.hostname !== '127.0.0.1') throw new Error(`Not a registered app: ${app.origin}`);

export const registeredApp = app.href;
