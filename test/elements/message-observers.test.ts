import {expect} from '@open-wc/testing';
import {observeMessages, type SmartAppFrame, type SmartMessageEvent} from '../../components/index.js';
import type * as Observers from '../../components/element/message-observers.js';
import {connectedFrame} from '../support/elements.js';

const kinds = (events: SmartMessageEvent[]): string[] =>
  events.map(({detail: {direction, outcome}}) => `${direction} ${outcome}`);

describe('smart-message', () => {
  let observing: AbortController;
  let seen: SmartMessageEvent[];
  const see = (event: SmartMessageEvent): void => void seen.push(event);

  beforeEach(() => {
    observing = new AbortController();
    seen = [];
  });

  afterEach(() => observing.abort());

  const oneRequest = async (): Promise<SmartAppFrame> => {
    const {frame, app} = await connectedFrame();
    await app.request('scratchpad.read', {});
    return frame;
  };

  it('is not emitted while nobody observes, not even to who listens further up', async () => {
    document.addEventListener('smart-message', see as (event: Event) => void, {
      capture: true,
      signal: observing.signal,
    });
    await oneRequest();
    expect(seen).to.deep.equal([]);
  });

  it('is emitted to listeners of the element, and does not bubble', async () => {
    const {frame, app} = await connectedFrame();
    document.addEventListener('smart-message', see as (event: Event) => void, {signal: observing.signal});
    const own: SmartMessageEvent[] = [];
    frame.addEventListener('smart-message', (event) => own.push(event));
    await app.request('scratchpad.read', {});
    expect(kinds(own)).to.deep.equal(['in delivered', 'out sent']);
    expect(own[0]).to.include({bubbles: false, composed: true});
    expect(seen).to.deep.equal([]);
  });

  it('is emitted to who observes the page, of elements that come later, too, until that ends', async () => {
    observeMessages(document, see, observing.signal);
    const frame = await oneRequest();
    expect(kinds(seen)).to.include.members(['in delivered', 'out sent']);
    expect(new Set(seen.map(({target}) => target))).to.deep.equal(new Set([frame]));
    observing.abort();
    seen = [];
    document.addEventListener('smart-message', see as (event: Event) => void, {capture: true});
    await oneRequest();
    document.removeEventListener('smart-message', see as (event: Event) => void, {capture: true});
    expect(seen).to.deep.equal([]);
  });

  it('is emitted to observers that come with another copy of the kit', async () => {
    const url = new URL('../../components/element/message-observers.ts?another-copy', import.meta.url).href;
    const other = (await import(url)) as typeof Observers;
    expect(other.observeMessages).to.not.equal(observeMessages);
    other.observeMessages(document, see, observing.signal);
    await oneRequest();
    expect(kinds(seen)).to.include.members(['in delivered', 'out sent']);
  });

  it('is emitted of what is rejected to those who observe only', async () => {
    const {frame, app} = await connectedFrame({scope: ''});
    const answer = await app.request('scratchpad.read', {});
    expect(answer).to.have.property('outcome');
    frame.addEventListener('smart-message', see);
    await app.request('scratchpad.read', {});
    expect(kinds(seen)).to.deep.equal(['in rejected', 'out sent']);
  });
});
