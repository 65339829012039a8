import '../../components/smart-app-frame/define.js';
import './gallery-page.js';
