import {expect, fixtureSync, html} from '@open-wc/testing';
import {sameSite} from '../support/remote.js';
import {nonce, trustedTypes} from './policies.js';

interface InspectorReport {
  complaints: string[];
  row: {display: string; position: string; height: string};
  rows: number;
  list: string;
  failure?: string;
}

const strict = "default-src 'none'; script-src 'self'; style-src 'self'";

/** What a page under this policy sees of an inspector. */
async function report(policy: string, parameters: Record<string, string> = {}): Promise<InspectorReport> {
  const url = new URL('/strict-inspector.html', sameSite);
  url.searchParams.set('header-content-security-policy', policy);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const iframe = Object.assign(document.createElement('iframe'), {src: url.href, width: '800', height: '600'});
  const told = new Promise<InspectorReport>((resolve) => {
    const listener = ({source, data}: MessageEvent<{strictReport?: InspectorReport} | undefined>): void => {
      if (source !== iframe.contentWindow || !data?.strictReport) return;
      removeEventListener('message', listener);
      resolve(data.strictReport);
    };
    addEventListener('message', listener);
  });
  fixtureSync(html`${iframe}`);
  const seen = await told;
  if (seen.failure) throw new Error(`The page did not come to its end. ${seen.failure}`);
  return seen;
}

const drawn = ({row, rows, list}: InspectorReport): void => {
  expect(row).to.deep.equal({display: 'grid', position: 'absolute', height: '52px'});
  expect(rows).to.be.within(5, 60);
  expect(list).to.equal('101');
};

describe('<smart-message-inspector> under a strict Content-Security-Policy and Trusted Types', () => {
  it('works, and does nothing that is forbidden', async () => {
    const seen = await report(`${strict}; ${trustedTypes}`);
    expect(seen.complaints).to.deep.equal([]);
    drawn(seen);
  });

  it('has its styles by a nonce in window.litNonce, in an engine without constructable style sheets', async () => {
    const seen = await report(`${strict} 'nonce-${nonce}'; ${trustedTypes}`, {'without-sheets': '', nonce});
    expect(seen.complaints).to.deep.equal([]);
    drawn(seen);
  });
});
