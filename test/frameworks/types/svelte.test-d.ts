import type {Scratchpad, SmartRequestEvent, SmartStateChangeEvent} from 'smart-web-messaging-elements';
import type {} from 'smart-web-messaging-elements/svelte';
import type {SvelteHTMLElements} from 'svelte/elements';
import {expectType} from '../../types/expect-type';

type Frame = SvelteHTMLElements['smart-app-frame'];
type Context = SvelteHTMLElements['smart-messaging-context'];

declare const scratchpad: Scratchpad;

export const right = [
  {
    class: 'pane',
    label: 'Orders',
    src: 'https://dosing.example.org/launch.html',
    'launch-mode': 'query',
    'connect-timeout': '5000',
    requestTimeout: 5000,
    scratchpad,
    'onsmart-ui-launch-activity': (event) => {
      expectType<string>()(event.detail.payload.activityType, true);
      event.currentTarget.reload();
      event.respondWith({status: 'success'});
    },
    'onsmart-state-change': (event: SmartStateChangeEvent) => event.detail.state,
    onclick: () => undefined,
  },
] satisfies Frame[];

export const context = {id: 'ehr', tokenResponse: {}, 'onsmart-connect': () => undefined} satisfies Context;

export const wrong: Frame[] = [
  // @ts-expect-error there is no such mode
  {'launch-mode': 'other'},
  // @ts-expect-error there is no such property
  {source: 'https://dosing.example.org/'},
  // @ts-expect-error the state is the element's own
  {state: 'connected'},
  // @ts-expect-error a scratchpad is an object
  {scratchpad: 'here'},
  // @ts-expect-error not a number
  {'connect-timeout': 'soon'},
  // @ts-expect-error that event has another class
  {'onsmart-state-change': (event: SmartRequestEvent) => event.preventDefault()},
];
