import {ElementRenderer} from '@lit-labs/ssr';
import '../define.js'; // @lit-labs/ssr renders only what is registered
import {SmartAppFrame} from '../smart-app-frame/smart-app-frame.js';
import {SmartMessagingContext} from '../smart-messaging-context/smart-messaging-context.js';
import {attributesHtml} from './html.js';
import {smartAppFrameShadowRoot, stylesHtml, type PlaceholderOptions} from './placeholder.js';

export type {PlaceholderOptions} from './placeholder.js';

type RendererClass = typeof ElementRenderer & (new (tagName: string) => ElementRenderer);

/** Emulates the element instead of making one: a real one would make a handle, which has no business on a server. */
class AttributeRenderer extends ElementRenderer {
  readonly attributes = new Map<string, string>();

  override setAttribute(name: string, value: string): void {
    this.attributes.set(name.toLowerCase(), value);
  }

  override renderAttributes(): string[] {
    return [attributesHtml(this.attributes)];
  }
}

const isClass = (candidate: typeof HTMLElement, element: typeof HTMLElement): boolean =>
  candidate === element || candidate.prototype instanceof element;

/**
 * Renderers of both elements for `@lit-labs/ssr`: `render(page, {elementRenderers: [...elementRenderers(), LitElementRenderer]})`.
 * With a nonce, make them anew for each response.
 */
export function elementRenderers(options: PlaceholderOptions = {}): RendererClass[] {
  class SmartAppFrameRenderer extends AttributeRenderer {
    readonly #properties = new Map<string, unknown>();

    static override matchesClass(candidate: typeof HTMLElement): boolean {
      return isClass(candidate, SmartAppFrame);
    }

    override setProperty(name: string, value: unknown): void {
      this.#properties.set(name, value);
    }

    override renderShadow(): string[] {
      const value = (name: string): string | undefined => {
        const property = this.#properties.get(name);
        return typeof property === 'string' ? property : this.attributes.get(name);
      };
      return [smartAppFrameShadowRoot({src: value('src'), label: value('label'), target: value('target')}, options)];
    }
  }

  class SmartMessagingContextRenderer extends AttributeRenderer {
    static override matchesClass(candidate: typeof HTMLElement): boolean {
      return isClass(candidate, SmartMessagingContext);
    }

    override setProperty(): void {}

    override renderShadow(): string[] {
      return [`${stylesHtml(SmartMessagingContext.styles.cssText.replace(/\s+/g, ' '), options)}<slot></slot>`];
    }
  }

  return [SmartAppFrameRenderer, SmartMessagingContextRenderer];
}
