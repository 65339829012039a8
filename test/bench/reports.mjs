/** What the app pages report: whoever waits for an id gets it, in whichever order the two come. */
export class Reports {
  #waiting = new Map();
  #lastId = 0;

  /** A new id, and a promise of the values that are reported with it. */
  expect() {
    const id = `${++this.#lastId}`;
    const values = new Promise((resolve, reject) => this.#waiting.set(id, {resolve, reject}));
    values.catch(() => {}); // somebody else may have failed before this is looked at
    return {id, values};
  }

  take = (id, text) => {
    const {values, error} = JSON.parse(text);
    const waiting = this.#waiting.get(id);
    if (error === undefined) waiting?.resolve(values);
    else waiting?.reject(new Error(`The app page reports: ${error}`));
    this.#waiting.delete(id);
  };
}
