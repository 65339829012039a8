import {createServer} from 'node:net';

/** The first free port from `preferred` on, or any free one for 0. */
export async function freePort(host, preferred, taken = []) {
  for (let port = preferred; ; port = port === 0 ? 0 : port + 1) {
    const free = await tryPort(host, port);
    if (free !== undefined && !taken.includes(free)) return free;
    if (port >= 65_535) throw new Error(`No free port on ${host} from ${preferred} on.`);
  }
}

const tryPort = (host, port) =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) =>
      ['EADDRINUSE', 'EACCES'].includes(error.code) ? resolve(undefined) : reject(error),
    );
    probe.listen({host, port, exclusive: true}, () => {
      const {port: found} = probe.address();
      probe.close(() => resolve(found));
    });
  });
