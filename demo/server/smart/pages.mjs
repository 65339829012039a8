import {describeScope, scopeGroups} from './scopes.mjs';
import {html} from './html.mjs';

const name = ({name: names = []}) => {
  const current = names.find(({use, period}) => use !== 'old' && !period?.end) ?? names[0];
  return current?.text ?? [...(current?.given ?? []), current?.family].filter(Boolean).join(' ');
};

const facts = ({birthDate, gender, identifier = []}) =>
  [birthDate && `born ${birthDate}`, gender, identifier[0]?.value && `record number ${identifier[0].value}`].filter(
    Boolean,
  );

/** Asks the person in front of the chart what an app may do. `proof` shows that the answer comes from this page. */
export const consentPage = ({client, origin, patient, scopes, requestId, proof}) => {
  const described = scopes.map(describeScope);
  return {
    title: `Allow ${client.name}?`,
    body: html`
      <main class="consent">
        <h1>Allow ${client.name} to use this chart?</h1>
        <dl class="parties">
          <div>
            <dt>Patient</dt>
            <dd><strong>${name(patient)}</strong> <span class="detail">${facts(patient).join(' · ')}</span></dd>
          </div>
          <div>
            <dt>App</dt>
            <dd><strong>${client.name}</strong> <span class="detail">${origin}</span></dd>
          </div>
        </dl>
        <form method="post" action="/auth/decision">
          <!-- Enter in a checkbox presses the first button: this one, which would close a dialog, and here does nothing. -->
          <button type="submit" formmethod="dialog" hidden></button>
          <input type="hidden" name="request" value="${requestId}" />
          <input type="hidden" name="proof" value="${proof}" />
          <p>The app asks for what is ticked. Untick what it should not have.</p>
          ${scopeGroups.map((group) => fieldset(group, described))}
          <div class="decision">
            <button class="primary" type="submit" name="decision" value="allow">Allow</button>
            <button type="submit" name="decision" value="deny">Deny</button>
            <p class="detail">Access ends when you close the app or press End access.</p>
          </div>
        </form>
      </main>
    `,
  };
};

function fieldset(title, described) {
  const scopes = described.filter(({group}) => group === title);
  return scopes.length === 0
    ? ''
    : html`
        <fieldset>
          <legend>${title}</legend>
          ${scopes.map(checkbox)}
        </fieldset>
      `;
}

const checkbox = ({scope, title, detail}) => html`
  <label>
    <input type="checkbox" name="scope" value="${scope}" checked />
    <span>
      <span class="scope-title">${title}</span>
      ${detail ? html`<span class="detail">${detail}</span>` : ''}
      <code>${scope}</code>
    </span>
  </label>
`;

/**
 * Leads on to the consent page. The app has brought its frame here, so this request came without the EHR's cookie; the next
 * one is the EHR's own and has it.
 */
export const stopover = (address) => ({
  title: 'One moment',
  head: html`<meta http-equiv="refresh" content="0; url=${address}" />`,
  body: html`<main class="consent">
    <p><a href="${address}">Continue</a></p>
  </main>`,
});

/** For what cannot be told to the app, because it is not sure which app it is. */
export const problemPage = (text) => ({
  title: 'The app cannot be allowed',
  body: html`
    <main class="consent">
      <h1>The app cannot be allowed to use this chart</h1>
      <p class="problem">${text}</p>
      <p>Close the app and launch it from the chart again.</p>
    </main>
  `,
});
