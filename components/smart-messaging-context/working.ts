// What a context needs once it is connected, in a module that is loaded beside the handshake.
export * from '../protocol/answers.js';
export {HeightReports} from './height-reports.js';
