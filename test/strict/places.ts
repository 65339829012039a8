import type {SmartAppFrame} from '../../components/index.js';
import {reach} from '../support/elements.js';
import {handle, mountContext, type Launched} from '../support/launches.js';
import {kitModule, otherSite, remoteIn, remotePage} from '../support/remote.js';

/** A frame, not on the page yet, for an app of this kit. */
export function frameForKit(): SmartAppFrame {
  const frame = document.createElement('smart-app-frame');
  const src = remotePage(otherSite, {kit: kitModule});
  return Object.assign(frame, {label: 'Dosing', scope: 'messaging/*', messagingHandle: handle, src});
}

/** Puts a frame there and waits until its app is connected. */
export async function connectIn(place: ParentNode): Promise<Launched> {
  const frame = frameForKit();
  place.append(frame);
  const app = await remoteIn(frame, otherSite);
  await mountContext(app);
  await reach(frame, 'connected');
  await app.run(() => window.app.ready);
  return {frame, app};
}

/** Shadow trees that nobody can look into, one in the other, as two components of another framework. */
export interface ClosedTrees {
  host: HTMLElement;
  outer: ShadowRoot;
  inner: ShadowRoot;
}

export function closedTrees(): ClosedTrees {
  const host = document.createElement('div');
  const outer = host.attachShadow({mode: 'closed'});
  const middle = document.createElement('div');
  outer.append(middle);
  return {host, outer, inner: middle.attachShadow({mode: 'closed'})};
}
