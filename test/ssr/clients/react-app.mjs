import 'kit/define.js';
import {createElement} from 'react';
import {hydrateRoot} from 'react-dom/client';
import {AppPage} from '../elements/react-pages.mjs';

hydrateRoot(document.querySelector('#root'), createElement(AppPage));
