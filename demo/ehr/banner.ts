import {html, nothing, type TemplateResult} from 'lit';
import {conceptText, currentName, dayText, nameText, yearsSince} from '../shared/fhir-text.js';
import type {Chart} from './chart.js';

/** Who this is, and what must be seen before anything is ordered. */
export function banner({patient, allergies, encounters, careTeams}: Chart): TemplateResult {
  const name = currentName(patient);
  const former = patient.name?.filter((other) => other !== name && other.family !== name?.family) ?? [];
  const encounter = encounters.find(({status}) => status === 'in-progress');
  const primary = careTeams
    .flatMap(({participant = []}) => participant)
    .find(({role = []}) => role.some((concept) => conceptText(concept) === 'Primary care provider'));
  return html`
    <div class="who">
      <h1>${nameText(name)}</h1>
      ${former.length ? html`<p class="former">formerly ${former.map(({family}) => family).join(', ')}</p>` : nothing}
    </div>
    <dl class="facts">
      ${fact('Sex', patient.gender ? capitalized(patient.gender) : 'Unknown')}
      ${fact('Born', patient.birthDate ? `${dayText(patient.birthDate)} (${yearsSince(patient.birthDate)} years)` : 'Unknown')}
      ${(patient.identifier ?? []).map(({type, value}) => fact(conceptText(type) || 'Identifier', value ?? ''))}
      ${encounter ? fact('Encounter', `${capitalized(encounter.class.display ?? 'Encounter')}, ${place(encounter)}`) : nothing}
      ${primary ? fact('Primary care', primary.member?.display ?? '') : nothing}
      <div class="allergies">
        <dt>Allergies</dt>
        <dd>
          ${
            allergies.length === 0
              ? 'None recorded'
              : allergies.map(
                  ({code, criticality, reaction = []}) => html`
                    <span class="allergy">
                      <strong>${capitalized(conceptText(code))}</strong>${
                        reaction.length
                          ? html`: ${reaction.flatMap(({manifestation}) => manifestation.map(conceptText)).join(', ')}`
                          : nothing
                      }${criticality === 'high' ? html` <span class="tag alert">High risk</span>` : nothing}
                    </span>
                  `,
                )
          }
        </dd>
      </div>
    </dl>
  `;
}

const fact = (term: string, value: string) =>
  html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;

const place = ({location = []}: Chart['encounters'][number]) => location[0]?.location.display ?? 'no location';

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
