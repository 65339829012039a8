/** Everything in one file: registers both elements and exports what the package's main entry does. */
import './define.js';

export * from './index.js';
