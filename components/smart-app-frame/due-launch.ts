import type {PropertyValues} from '@lit/reactive-element';
import type {DisconnectReason} from '../channel/types.js';
import type {SmartAppFrame} from './smart-app-frame.js';

/** Another launch is due where one of these is another. */
export const launchProperties = ['src', 'iss', 'launch', 'launchMode', 'sandbox', 'target', 'transport'] as const;
type LaunchProperties = Pick<SmartAppFrame, (typeof launchProperties)[number] | 'messagingHandle'>;

/** Whether the next update launches the app, and why: the page has asked for it, or has changed what the launch depends on. */
export class DueLaunch {
  readonly #settings: LaunchProperties;
  #reason: DisconnectReason | undefined;
  /** The settings when the launch that they had made due was called off: only others make one due again. */
  #calledOff: LaunchProperties | undefined;

  constructor(settings: LaunchProperties) {
    this.#settings = settings;
  }

  ask(reason: DisconnectReason): void {
    this.#reason = reason;
  }

  /** Calls off what is due by now; `settingsAreNew` if an update is to come with settings that have changed. */
  callOff(settingsAreNew: boolean): void {
    this.#reason = undefined;
    if (!settingsAreNew) return;
    const {src, iss, launch, launchMode, sandbox, target, transport, messagingHandle} = this.#settings;
    this.#calledOff = {src, iss, launch, launchMode, sandbox, target, transport, messagingHandle};
  }

  /** Makes the launch if one is due, and returns whether it was. */
  make(changed: PropertyValues<SmartAppFrame>, launch: (reason: DisconnectReason) => void): boolean {
    if (this.#areNew(changed)) this.#reason ??= 'navigation';
    this.#calledOff = undefined;
    const reason = this.#reason;
    if (!reason) return false;
    this.#reason = undefined;
    launch(reason);
    return true;
  }

  #areNew(changed: PropertyValues<SmartAppFrame>): boolean {
    const calledOff = this.#calledOff;
    const isNew = (name: keyof LaunchProperties): boolean =>
      changed.has(name) && (!calledOff || calledOff[name] !== this.#settings[name]);
    const inAddress = this.#settings.launchMode === 'query' && isNew('messagingHandle');
    return inAddress || launchProperties.some(isNew);
  }
}
