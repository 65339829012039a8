/**
 * The apps that this EHR knows. What is registered decides; what an app says of itself is compared with it.
 * `redirectUris` must be met exactly, `origins` may talk to the EHR's endpoints and to its page, `scopes` are the most that
 * the app can ask for.
 */
export function registeredClients(appUrl) {
  const {origin} = new URL(appUrl);
  return [
    {
      id: 'dose-adjustment',
      name: 'Dose adjustment',
      launchUrl: `${origin}/demo/app/smart/launch.html`,
      redirectUris: [`${origin}/demo/app/smart/index.html`],
      origins: [origin],
      scopes: [
        'launch',
        'patient/Patient.rs',
        'patient/Observation.rs',
        'patient/MedicationRequest.rs',
        'patient/Condition.rs',
        'messaging/ui',
        'messaging/scratchpad',
        'messaging/fhir',
        'online_access',
      ],
    },
  ];
}
