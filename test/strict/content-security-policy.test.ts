import {expect} from '@open-wc/testing';
import {otherSite, sameSite} from '../support/remote.js';
import {complaintsOf, strictReport, type StrictPages, type StrictReport} from './strict-pages.js';
import {nonce, trustedTypes} from './policies.js';

const scriptsAndStyles = "default-src 'none'; script-src 'self'; style-src 'self'";

/** As strict as a policy can be that lets the EHR show its app, and the app be shown; the tests' page is around both. */
const policies = (styles = ''): Pick<StrictPages, 'ehr' | 'app'> => ({
  ehr: {'content-security-policy': `${scriptsAndStyles} ${styles}; frame-src ${otherSite}; ${trustedTypes}`},
  app: {
    'content-security-policy': `${scriptsAndStyles} ${styles}; frame-ancestors ${sameSite} ${location.origin}; ${trustedTypes}`,
  },
});

function expectStyled({loadingNotice, connectedFrame, closedFrame, errorNotice, app}: StrictReport): void {
  expect(loadingNotice).to.deep.include({display: 'flex', position: 'absolute', padding: '16px'});
  expect(connectedFrame).to.deep.include({border: '0px', width: 300, height: 400});
  expect(closedFrame.display).to.equal('none');
  expect(errorNotice).to.deep.include({display: 'flex', padding: '16px', width: 300});
  expect(app?.display).to.equal('contents');
}

function expectServed({states, errors, app, scratchpad}: StrictReport): void {
  // An app may speak before its document has loaded.
  expect(states.filter((state) => state !== 'connecting')).to.deep.equal(['loading', 'connected', 'closed']);
  expect(errors).to.deep.equal([]);
  expect(scratchpad).to.deep.equal([app?.resource]);
  expect(app?.resource).to.deep.include({resourceType: 'ServiceRequest', status: 'draft'});
}

describe('under a Content-Security-Policy that allows only scripts and styles of the page’s own origin, and Trusted Types', () => {
  let report: StrictReport;

  before(async () => {
    report = await strictReport(policies());
  });

  it('the handshake, the scratchpad and ui.done work', () => expectServed(report));

  it('nothing is forbidden that either element does', () => {
    expect(complaintsOf(report)).to.deep.equal([]);
  });

  it('the styles of both elements apply', () => expectStyled(report));
});

describe('pages with such a policy', () => {
  it('hear of everything that it forbids', async () => {
    const transgress = {transgress: ''};
    const report = await strictReport({...policies(), parameters: transgress, appParameters: transgress});
    const forbidden = ['style-src-elem:', 'style-src-attr:', 'script-src-elem:', 'frame-src:'];
    if ('trustedTypes' in window) forbidden.push('require-trusted-types-for:');
    for (const page of [report, report.app!]) {
      for (const directive of forbidden) expect(page.complaints.join('\n')).to.include(directive);
    }
  });
});

describe('in an engine without constructable style sheets, under such a policy', () => {
  const withoutSheets = {'without-sheets': ''};

  it('a nonce in window.litNonce lets the styles of both elements through', async () => {
    const parameters = {...withoutSheets, nonce};
    const report = await strictReport({...policies(`'nonce-${nonce}'`), parameters, appParameters: parameters});
    expect(complaintsOf(report)).to.deep.equal([]);
    expectStyled(report);
    expectServed(report);
  });

  it('the missing styles are told by the browser, and everything else works, without a nonce', async () => {
    const report = await strictReport({...policies(), parameters: withoutSheets, appParameters: withoutSheets});
    expect(report.complaints.join('\n')).to.match(/^style-src/);
    expect(report.app?.complaints.join('\n')).to.match(/^style-src/);
    expect(report.app?.display).to.equal('inline');
    expectServed(report);
  });
});
