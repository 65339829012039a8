import type {SmartAppFrame} from '../../components/smart-app-frame/smart-app-frame.js';
import {endLaunch, watchLaunch, type LaunchNews} from './launches.js';

/**
 * Binds a frame's handle to the tokens of its launch: whichever ends, ends the other. The frame's state `closed` means that
 * its handle is served no more, whether the app was done, it was closed, or `revokeHandle()` was called.
 */
export function bindAccess(frame: SmartAppFrame, launch: string, tell: (news: LaunchNews) => void): void {
  const watching = new AbortController();
  const {signal} = watching;

  frame.addEventListener('smart-state-change', ({detail}) => {
    if (detail.state !== 'closed' || signal.aborted) return;
    watching.abort();
    void endLaunch(launch);
  });
  // An app in a window of its own would outlive the chart, with a token for it.
  addEventListener('pagehide', () => frame.revokeHandle(), {signal});

  const heard = (news: LaunchNews): void => {
    tell(news);
    if (news.state === 'granted') return;
    watching.abort();
    frame.revokeHandle();
  };
  void watchLaunch(launch, heard, signal);
}
