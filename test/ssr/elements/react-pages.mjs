import {createElement, Fragment, Suspense, useCallback, useEffect, useState} from 'react';
import {MemoryScratchpad} from '../../../dist/scratchpad/index.js';
import {smartAppFrameShadowRoot} from '../../../dist/ssr/index.js';
import {label, order, scope} from '../page.mjs';

const attributes = {label, scope, 'launch-mode': 'query'};

/** React sets no properties and adds no listeners of a custom element that it hydrates: a ref does. */
function useFrame(onStateChange) {
  const [scratchpad] = useState(() => new MemoryScratchpad());
  useEffect(() => {
    window.chart = scratchpad;
  }, [scratchpad]);
  return useCallback(
    (frame) => {
      const leaving = new AbortController();
      frame.scratchpad = scratchpad;
      frame.addEventListener('smart-state-change', onStateChange, {signal: leaving.signal});
      return () => leaving.abort();
    },
    [scratchpad, onStateChange],
  );
}

/** In the page's own tree until the element is defined; then the slot of the same name takes it. */
export function EhrPage({appUrl}) {
  const [closed, setClosed] = useState(false);
  const frame = useFrame(useCallback(({detail}) => setClosed(detail.state === 'closed'), []));
  return createElement(
    'main',
    null,
    createElement(
      'smart-app-frame',
      {
        ...attributes,
        src: appUrl,
        ref: frame,
      },
      createElement('span', {slot: 'loading'}, `Loading ${label}…`),
      createElement('span', {slot: 'retry'}, 'Once more'),
    ),
    closed && createElement('p', null, 'The app is closed.'),
  );
}

/** Only the server writes the template: the browser makes a shadow root of it, and there is nothing left to hydrate. */
function ShadowRoot({nonce, ...frame}) {
  if (typeof window !== 'undefined') return null;
  const __html = smartAppFrameShadowRoot(frame, {nonce});
  return createElement('template', {shadowrootmode: 'open', dangerouslySetInnerHTML: {__html}});
}

function Frame({appUrl, patient, nonce}) {
  const [closed, setClosed] = useState(false);
  const frame = useFrame(useCallback(({detail}) => setClosed(detail.state === 'closed'), []));
  // Only now: from its first moment on the frame has what the page gives it.
  useEffect(() => void import('../../../dist/define.js'), []);
  patient.read();
  return createElement(
    Fragment,
    null,
    createElement(
      'smart-app-frame',
      {...attributes, src: appUrl, ref: frame},
      createElement(ShadowRoot, {src: appUrl, label, nonce}),
    ),
    closed && createElement('p', null, 'The app is closed.'),
  );
}

/** A whole document whose frame comes later than the rest, as behind data that a server waits for. */
export function EhrDocument({appUrl, patient, nonce}) {
  return createElement(
    'html',
    {lang: 'en'},
    createElement(
      'head',
      null,
      createElement('meta', {charSet: 'utf-8'}),
      createElement('meta', {name: 'app-url', content: appUrl}),
      createElement('title', null, 'Chart'),
      createElement('link', {rel: 'icon', href: 'data:,'}),
    ),
    createElement(
      'body',
      null,
      createElement(
        Suspense,
        {fallback: createElement('p', null, 'Reading the chart')},
        createElement(Frame, {appUrl, patient, nonce}),
      ),
    ),
  );
}

export function AppPage() {
  return createElement(
    'smart-messaging-context',
    {id: 'ehr', commands: 'scratchpad.create'},
    createElement('h1', null, 'Dose adjustment'),
    createElement(
      'button',
      {commandfor: 'ehr', command: '--scratchpad-create', 'data-resource': JSON.stringify(order)},
      'Draft',
    ),
  );
}
