import {expect} from '@open-wc/testing';
import {complaintsOf, strictReportFromWindow, type StrictPages} from './strict-pages.js';

const requireCorp = {'cross-origin-embedder-policy': 'require-corp'};
const isolating: StrictPages = {
  ehr: {...requireCorp, 'cross-origin-opener-policy': 'same-origin'},
  app: {...requireCorp, 'cross-origin-resource-policy': 'cross-origin'},
};

describe('in a cross-origin isolated window', () => {
  for (const allow of ['', 'cross-origin-isolated']) {
    it(`an app works whose frame ${allow ? 'allows it isolation, too' : 'does not ask for isolation'}`, async () => {
      const report = await strictReportFromWindow({...isolating, parameters: {allow}});
      // Older engines have nothing to show here but that the two connect; some isolate the app in either case.
      if ('crossOriginIsolated' in window) {
        expect(report.isolated).to.equal(true);
        if (allow) expect(report.app?.isolated).to.equal(true);
      }
      expect(report.errors).to.deep.equal([]);
      expect(report.states.at(-1)).to.equal('closed');
      expect(report.scratchpad).to.deep.equal([report.app?.resource]);
      expect(complaintsOf(report)).to.deep.equal([]);
    });
  }

  it('an app that does not agree to be embedded is said to be unresponsive', async () => {
    const report = await strictReportFromWindow({ehr: isolating.ehr!, parameters: {'connect-timeout': '1000'}});
    expect(report.app).to.equal(undefined);
    expect(report.states).to.include('unresponsive').and.not.to.include('connected');
    expect(report.errors).to.deep.equal(['timeout']);
  });
});
