import {ExpiringMap} from './expiring-map.mjs';
import {randomToken} from './random-token.mjs';

const decisionTime = 10 * 60_000;
const longestSession = 12 * 3_600_000;

/**
 * One run of an app: made by the EHR's page, for one client, one patient and one messaging handle. It waits until a person
 * has decided, is then `granted` or `denied`, once, and in the end `ended`. Tokens and handle are worth something only
 * while it is granted.
 */
class Launch {
  id = randomToken();
  messagingHandle = randomToken();
  /** Of the latest request for authorization. */
  requestId;
  /** What was granted. */
  scopes = [];
  #state = 'waiting';
  #decideBy;
  #endBy;
  #now;
  #watchers = new Set();
  /** The state that the EHR's page is known to know, once it watches. */
  #heard;

  constructor({sessionId, client, patient}, now) {
    this.sessionId = sessionId;
    this.client = client;
    this.patient = patient;
    this.#now = now;
    this.#decideBy = now() + decisionTime;
    this.#endBy = now() + longestSession;
  }

  get state() {
    const now = this.#now();
    return now >= this.#endBy || (this.#state === 'waiting' && now >= this.#decideBy) ? 'ended' : this.#state;
  }

  grant(scopes) {
    if (this.state !== 'waiting') return;
    this.scopes = scopes;
    this.#become('granted');
  }

  deny() {
    if (this.state === 'waiting') this.#become('denied');
  }

  end() {
    if (this.#state !== 'ended') this.#become('ended');
  }

  /** The EHR's page knows this state and waits for another one, so many milliseconds at most. */
  async watch(known, patience) {
    this.#heard = known;
    this.#tell();
    await this.#until(() => this.state !== known, patience);
  }

  /** Resolves when the EHR's page knows the present state, if it watches, or when the time is up. */
  async heard(patience) {
    if (this.#heard !== undefined) await this.#until(() => this.#heard === this.state, patience);
  }

  #become(state) {
    this.#state = state;
    this.#tell();
  }

  #tell() {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #until(isSo, patience) {
    return new Promise((resolve) => {
      const done = () => {
        this.#watchers.delete(look);
        clearTimeout(timer);
        resolve();
      };
      const look = () => isSo() && done();
      const timer = setTimeout(done, patience);
      timer.unref();
      this.#watchers.add(look);
      look();
    });
  }
}

/** All launches that are not long over. */
export class Launches {
  #launches;
  #now;

  constructor(now = Date.now) {
    this.#now = now;
    this.#launches = new ExpiringMap(longestSession, now);
  }

  create(context) {
    const launch = new Launch(context, this.#now);
    this.#launches.set(launch.id, launch);
    return launch;
  }

  find(id) {
    return this.#launches.get(id);
  }
}
