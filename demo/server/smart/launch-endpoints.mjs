import {readBody} from '../read-body.mjs';

/** A browser gives up after some minutes; the page asks again. */
const patience = 25_000;

/** What the EHR's own page calls: to launch an app, to hear what becomes of the launch, and to end it. */
export class LaunchEndpoints {
  #clients;
  #fhirUrl;
  #launches;
  #sessions;

  constructor({clients, fhirUrl, launches, sessions}) {
    this.#clients = clients;
    this.#fhirUrl = fhirUrl;
    this.#launches = launches;
    this.#sessions = sessions;
  }

  /** `POST /auth/launches` with `{client, patient}`: what the page needs to open the app. */
  create = async (context) => {
    const sessionId = this.#sessions.ofOwnPage(context);
    if (!sessionId) return refuse(context, 403);
    const {client: clientId, patient} =
      (await readBody(context.req)
        .then(JSON.parse)
        .catch(() => null)) ?? {};
    const client = this.#clients.find(({id}) => id === clientId);
    if (!client || typeof patient !== 'string' || !patient) return refuse(context, 400);
    const {id, messagingHandle} = this.#launches.create({sessionId, client, patient});
    context.status = 201;
    context.set('Cache-Control', 'no-store');
    context.body = {
      launch: id,
      messagingHandle,
      iss: this.#fhirUrl,
      launchUrl: client.launchUrl,
      appOrigins: client.origins,
    };
  };

  /** `GET /auth/launches/ID?known=STATE`: answers when the state is another one, or after some time. */
  watch = async (context, id) => {
    const launch = this.#ownLaunch(context, id);
    if (!launch) return refuse(context, 404);
    await launch.watch(new URLSearchParams(context.querystring).get('known'), patience);
    context.set('Cache-Control', 'no-store');
    context.body = {state: launch.state, scope: launch.scopes.join(' ')};
  };

  /** `POST /auth/launches/ID/end` */
  end = (context, id) => {
    const launch = this.#ownLaunch(context, id);
    if (!launch) return refuse(context, 404);
    launch.end();
    context.status = 204;
  };

  #ownLaunch(context, id) {
    const launch = this.#launches.find(id);
    const sessionId = this.#sessions.ofOwnPage(context);
    return launch && launch.sessionId === sessionId ? launch : undefined;
  }
}

function refuse(context, status) {
  context.status = status;
  context.body = {error: 'Only a page of this EHR can do that, for its own launches.'};
}
