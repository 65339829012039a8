export * from './transport.js';
export * from './window-transport.js';
