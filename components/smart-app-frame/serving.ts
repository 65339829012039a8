// What a frame needs once an app is at work, in a module that is loaded beside the app.
export {afterPreview} from './after-preview.js';
export {builtInReply, loadFhirHttp} from './built-in.js';
export {FocusParking} from './focus-parking.js';
