/** The other end of `ehr/raw-window.js`. */
export function connect(ehrOrigin) {
  const pending = new Map();
  let lastId = 0;
  window.addEventListener('message', ({data, source, origin}) => {
    if (source !== window.parent || origin !== ehrOrigin) return;
    pending.get(data?.answerTo)?.(data.payload);
    pending.delete(data?.answerTo);
  });
  const ask = (payload) =>
    new Promise((resolve) => {
      const id = ++lastId;
      pending.set(id, resolve);
      window.parent.postMessage({id, payload}, ehrOrigin);
    });
  return {ask};
}
