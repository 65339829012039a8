/** The other end of `ehr/raw-port.js`. */
export async function connect(ehrOrigin) {
  const port = await new Promise((resolve) => {
    const receive = ({data, source, origin, ports}) => {
      if (source !== window.parent || origin !== ehrOrigin || data !== 'your port') return;
      window.removeEventListener('message', receive);
      resolve(ports[0]);
    };
    window.addEventListener('message', receive);
    window.parent.postMessage('port, please', ehrOrigin);
  });
  const pending = new Map();
  let lastId = 0;
  port.onmessage = ({data}) => {
    pending.get(data.answerTo)?.(data.payload);
    pending.delete(data.answerTo);
  };
  const ask = (payload) =>
    new Promise((resolve) => {
      const id = ++lastId;
      pending.set(id, resolve);
      port.postMessage({id, payload});
    });
  return {ask};
}
