export * from './memory-transport.js';
export * from './transport.js';
export * from './window-transport.js';
