import {expect} from '@open-wc/testing';
import {complaintsOf, strictReport} from './strict-pages.js';

interface FeaturePolicy {
  features(): string[];
}

/** Those that this engine knows, where it tells, and those that are known widely. */
const features = new Set([
  ...((document as {featurePolicy?: FeaturePolicy}).featurePolicy?.features() ?? []),
  ...['accelerometer', 'autoplay', 'camera', 'clipboard-read', 'clipboard-write', 'cross-origin-isolated'],
  ...['display-capture', 'encrypted-media', 'fullscreen', 'geolocation', 'gyroscope', 'microphone', 'midi', 'payment'],
  ...['picture-in-picture', 'publickey-credentials-get', 'screen-wake-lock', 'storage-access', 'sync-xhr', 'usb'],
  ...['web-share', 'xr-spatial-tracking'],
]);

const deniesAll = {'permissions-policy': Array.from(features, (feature) => `${feature}=()`).join(', ')};

describe('under a Permissions-Policy that denies the EHR page everything', () => {
  for (const allow of ['', 'camera; geolocation; microphone; fullscreen; cross-origin-isolated']) {
    it(`an app works ${allow ? 'whose frame allows what there is not' : 'whose frame allows nothing'}`, async () => {
      const report = await strictReport({ehr: deniesAll, parameters: {allow}});
      expect(report.features ?? []).to.deep.equal([]);
      expect(report.app?.features ?? []).to.deep.equal([]);
      expect(report.errors).to.deep.equal([]);
      expect(report.states.at(-1)).to.equal('closed');
      expect(report.scratchpad).to.deep.equal([report.app?.resource]);
      expect(complaintsOf(report)).to.deep.equal([]);
    });
  }
});
