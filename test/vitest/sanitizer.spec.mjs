// What DOMPurify leaves of a button with a command. happy-dom is not among the DOMs that DOMPurify supports.
import createDOMPurify from 'dompurify';
import {expect, it, vi} from 'vitest';
import '../../dist/define.js';
import {ScriptedEhr} from '../../dist/testing/index.js';

const bundle = '{"resourceType":"Bundle","type":"transaction"}';
const narrative = `<p onclick="x()">Lab report<script>x()</script>
  <button commandfor="ehr" command="--fhir-http" data-bundle='${bundle}'>Show all</button></p>`;

it('a sanitised button asks nothing that the app has not listed', async ({skip}) => {
  const {sanitize, isSupported} = createDOMPurify(window);
  if (!isSupported || window.navigator.userAgent.includes('HappyDOM')) skip();
  const ehr = new ScriptedEhr();
  const context = document.createElement('smart-messaging-context');
  Object.assign(context, {id: 'ehr', transport: ehr.transport, messagingHandle: ehr.messagingHandle});
  document.body.append(context);
  await context.ready;

  const section = document.createElement('section');
  section.innerHTML = sanitize(narrative);
  context.append(section);
  const button = section.querySelector('button');
  expect({...button.dataset, command: button.getAttribute('command')}).toEqual({bundle, command: '--fhir-http'});

  button.click();
  await context.request('my.thing', {});
  expect(ehr.requests.map(({messageType}) => messageType)).toEqual(['my.thing']);

  context.commands = 'fhir.http';
  button.click();
  await vi.waitFor(() => expect(ehr.requests.map(({messageType}) => messageType)).toContain('fhir.http'));
});
