import type {Scratchpad, SmartAppFrame, SmartRequestEvent} from 'smart-web-messaging-elements';
import type {} from 'smart-web-messaging-elements/vue';
import type {ButtonHTMLAttributes, GlobalComponents} from 'vue';
import {expectType} from '../../types/expect-type';

declare const scratchpad: Scratchpad;
declare const frame: InstanceType<GlobalComponents['smart-app-frame']>;
type Frame = (typeof frame)['$props'];

export const right = {
  class: 'pane',
  label: 'Orders',
  src: 'https://dosing.example.org/launch.html',
  launchMode: 'query',
  requestTimeout: 5000,
  scratchpad,
  onClick: () => undefined,
} satisfies Frame;

export const button = {commandfor: 'ehr', command: '--ui-done'} satisfies ButtonHTMLAttributes;

// What a template's reference gives is the element.
expectType<SmartAppFrame['state']>()(frame.state, true);
declare const launchActivity: SmartRequestEvent<'ui.launchActivity'>;
frame.$emit('smart-ui-launch-activity', launchActivity);
// @ts-expect-error that event has another class
frame.$emit('smart-state-change', launchActivity);

export const wrong: Frame[] = [
  // @ts-expect-error there is no such mode
  {launchMode: 'other'},
  // @ts-expect-error there is no such property
  {source: 'https://dosing.example.org/'},
  // @ts-expect-error the state is the element's own
  {state: 'connected'},
  // @ts-expect-error a scratchpad is an object
  {scratchpad: 'here'},
];
