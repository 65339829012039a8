import {createElement} from 'react';
import {hydrateRoot} from 'react-dom/client';
import {EhrDocument} from '../elements/react-pages.mjs';

const appUrl = document.querySelector('meta[name=app-url]').content;
hydrateRoot(document, createElement(EhrDocument, {appUrl, patient: {read() {}}}));
