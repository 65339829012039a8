import 'kit/define.js';
