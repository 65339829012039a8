import '../../components/smart-messaging-context/define.js';
import './dose-app.js';
import {keepFocus} from './keep-focus.js';

const context = document.querySelector('smart-messaging-context');
if (context) context.handshakePayload = {application: {name: 'Dose adjustment'}};
keepFocus();
