import {send} from 'post-robot';

export function connect(ehrOrigin) {
  const ask = async (payload) => (await send(window.parent, 'ask', payload, {domain: ehrOrigin})).data;
  return {ask};
}
