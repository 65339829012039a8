const roundTrip = {kind: 'round-trip', unit: 'ms', calls: 400, warmUp: 6};
const byHand = {...roundTrip, calls: 200};
const inFlight = {kind: 'throughput', unit: 'ms', calls: 2000, warmUp: 4};
const large = {kind: 'large-response', unit: 'ms', calls: 5, warmUp: 3};
const connect = {kind: 'connect', unit: 'ms', calls: 3, warmUp: 2};
const heap = {kind: 'heap', unit: 'kB', calls: 50};

/**
 * How slow the kit may be. In each budget `kit` is a contender with a part of the kit, `peer` another one that it is compared
 * with: its ratio to the peer has to be `limit` at most, or at least where `better` is higher. Without a peer `limit` is in
 * the unit. `calls` make a batch, of which the first `warmUp` on a page do not count.
 */
export const budgets = [
  {
    id: 'round-trip-port',
    title: 'Round trip, both sides this kit',
    kit: 'kit',
    peer: 'raw-port',
    better: 'lower',
    limit: 1.15,
    ...roundTrip,
  },
  {
    id: 'round-trip-penpal',
    title: 'Round trip, both sides this kit',
    kit: 'kit',
    peer: 'penpal',
    better: 'lower',
    limit: 1.25,
    ...roundTrip,
  },
  {
    id: 'in-flight-penpal',
    title: 'Requests per second, 2,000 in flight',
    kit: 'kit',
    peer: 'penpal',
    better: 'higher',
    limit: 0.9,
    ...inFlight,
  },
  {
    id: 'large-response-port',
    title: 'Response of 1 MB',
    kit: 'kit',
    peer: 'raw-port',
    better: 'lower',
    limit: 1.15,
    ...large,
  },
  {
    id: 'kit-app',
    title: 'Round trip, app this kit, EHR by hand',
    kit: 'kit-app',
    peer: 'raw-window',
    better: 'lower',
    limit: 1.15,
    ...byHand,
  },
  {
    id: 'kit-ehr',
    title: 'Round trip, EHR this kit, app by hand',
    kit: 'kit-ehr',
    peer: 'raw-window',
    better: 'lower',
    limit: 1.15,
    ...byHand,
  },
  {
    id: 'connect',
    title: 'From launch to connected',
    kit: 'kit',
    peer: 'raw-window',
    better: 'lower',
    limit: 1.1,
    ...connect,
  },
  {id: 'heap', title: 'Heap of the EHR page, per frame', kit: 'kit', better: 'lower', limit: 15, ...heap},
];

/** Pages grow warm each in its own way: pairs are spread over several. */
const pairsPerPage = 8;

/** In milliseconds for one budget: what takes longer has fewer pairs, and the output says so. */
export const longest = 120_000;

/** Heap hardly differs from page to page. */
const heapPages = 6;

/** How many pages, and pairs on each, for about so many pairs in all. */
export function planOf({peer}, pairs) {
  if (peer === undefined) return {pages: Math.min(heapPages, pairs), pairsPerPage: 1};
  const pages = Math.max(2, Math.ceil(pairs / pairsPerPage));
  return {pages: Math.min(pages, pairs), pairsPerPage: Math.ceil(pairs / pages)};
}
