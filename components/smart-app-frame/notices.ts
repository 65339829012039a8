import {html, nothing, type TemplateResult} from 'lit';
import type {SmartAppFrameState} from './app-session.js';

export interface Notices {
  state: SmartAppFrameState;
  name: string;
  /** Whether there is a frame to cover. */
  framed: boolean;
  /** Why the app is not there, for the person in front of the page. */
  problem: string | undefined;
  onRetry: () => unknown;
}

/**
 * What a person sees and hears of the app's state. The first load may cover the frame, for there is nothing to see yet;
 * everything later stands beside the app: many apps speak late or not at all and work nevertheless.
 */
export function renderNotices({state, name, framed, problem, onRetry}: Notices): TemplateResult {
  const waiting = !problem && (state === 'loading' || state === 'connecting');
  const text =
    problem ??
    (state === 'unresponsive'
      ? `${name} has not answered. It may still work, but what it sends may not arrive here.`
      : undefined);
  return html`
    <div part="error" role="alert" ?hidden=${text === undefined}>
      ${
        text === undefined
          ? nothing
          : html`<div><slot name="error">${text}</slot></div>
              <button type="button" @click=${onRetry}><slot name="retry">Try again</slot></button>`
      }
    </div>
    <div part="loading" class=${framed && state === 'loading' ? '' : 'beside'} role="status" ?hidden=${!waiting}>
      ${
        waiting
          ? html`<span class="spinner" aria-hidden="true"></span>
              <div>
                <slot name="loading">${state === 'connecting' ? 'Connecting to' : 'Loading'} ${name}…</slot>
              </div>`
          : nothing
      }
    </div>
  `;
}
