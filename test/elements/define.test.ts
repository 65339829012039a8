import {expect} from '@open-wc/testing';
import {SmartAppFrame, SmartMessagingContext} from '../../components/define.js';
import * as kit from '../../components/index.js';

const frameModule = '../../components/smart-app-frame/define.ts';

describe('define', () => {
  it('registers both elements with the classes that the package exports', () => {
    expect(SmartAppFrame).to.equal(kit.SmartAppFrame);
    expect(SmartMessagingContext).to.equal(kit.SmartMessagingContext);
    expect(customElements.get('smart-app-frame')).to.equal(SmartAppFrame);
    expect(customElements.get('smart-messaging-context')).to.equal(SmartMessagingContext);
  });

  for (const name of ['smart-app-frame', 'smart-messaging-context']) {
    it(`does no harm when <${name}> is registered already, by another copy`, async () => {
      const before = customElements.get(name);
      const again = (await import(`../../components/${name}/define.ts?again=${name}`)) as object;
      expect(again).to.include.keys(before!.name);
      expect(customElements.get(name)).to.equal(before);
    });
  }

  it('does nothing where there are no custom elements', async () => {
    const {customElements: registry} = window;
    Object.defineProperty(window, 'customElements', {value: undefined, configurable: true});
    try {
      const module = (await import(`${frameModule}?without`)) as object;
      expect(module).to.include.keys('SmartAppFrame');
    } finally {
      Object.defineProperty(window, 'customElements', {value: registry, configurable: true});
    }
  });
});
