export * from './memory-scratchpad.js';
export * from './scratchpad.js';
