export {Channel} from './channel.js';
export * from './types.js';
export * from '../protocol/index.js';
export * from '../transport/index.js';
