import {css, type CSSResult} from '@lit/reactive-element/css-tag.js';
import {styles as frame} from '../smart-app-frame/styles.js';

/** The placeholder takes the place that the iframe will have. */
const placeholder = css`
  [role='group'] {
    flex: 1 1 32rem;
    min-block-size: 0;
    inline-size: 100%;
  }

  :host::after {
    content: none !important;
  }
`;

/** Elements that came without a shadow root, as a framework writes them: until the kit is loaded only the page can style them. */
const undefinedElements = css`
  smart-messaging-context:not(:defined) {
    display: contents;
  }

  smart-app-frame:not(:defined) {
    display: flex;
    flex-direction: column;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    overflow: hidden;
    box-sizing: border-box;
    font:
      1rem / 1.5 system-ui,
      sans-serif;
  }

  smart-app-frame[target='window']:not(:defined) {
    block-size: auto;
  }

  smart-app-frame:not([target='window']):not(:defined)::after {
    content: '';
    flex: 1 1 32rem;
  }

  smart-app-frame:not(:defined) > [slot='loading'] {
    position: absolute;
    inset: 0;
    display: flex;
    align-items: center;
    justify-content: center;
    padding: 1rem;
    box-sizing: border-box;
  }

  smart-app-frame:not(:defined) > :is([slot='error'], [slot='retry'], [slot='resume']),
  smart-app-frame[target='window']:not(:defined) > [slot='loading'],
  smart-app-frame[hidden]:not(:defined),
  smart-messaging-context[hidden]:not(:defined) {
    display: none;
  }
`;

const compact = (...styles: CSSResult[]): string => styles.map(({cssText}) => cssText.replace(/\s+/g, ' ')).join('');

/** For the shadow root of a `<smart-app-frame>` that has not been upgraded yet. */
export const placeholderStyles = compact(frame, placeholder);

/** What `ssr.css` holds: for the page, and for shadow roots that link to it; the one does not touch the other. */
export const stylesheet = `${compact(undefinedElements)} ${placeholderStyles}\n`;
