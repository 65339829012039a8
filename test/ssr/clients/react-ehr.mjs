import 'kit/define.js';
import {createElement} from 'react';
import {hydrateRoot} from 'react-dom/client';
import {EhrPage} from '../elements/react-pages.mjs';

const appUrl = document.querySelector('meta[name=app-url]').content;
hydrateRoot(document.querySelector('#root'), createElement(EhrPage, {appUrl}));
