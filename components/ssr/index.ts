import {attributesHtml, type AttributeValue} from './html.js';
import {smartAppFrameShadowRoot, type PlaceholderOptions} from './placeholder.js';

export {smartAppFrameShadowRoot, type PlaceholderAttributes, type PlaceholderOptions} from './placeholder.js';
export type {AttributeValue} from './html.js';

/** Attributes of a `<smart-app-frame>` by their names in HTML; others (`id`, `class`, `data-…`) may be among them. */
export interface SmartAppFrameAttributes {
  src?: string | undefined;
  label?: string | undefined;
  target?: 'frame' | 'window' | undefined;
  [name: string]: AttributeValue;
}

/** How a frame is rendered. */
export interface SmartAppFrameOptions extends PlaceholderOptions {
  /** Children as HTML, already safe: texts for the slots. Default: none. */
  children?: string | undefined;
}

/**
 * A `<smart-app-frame>` as HTML, with a placeholder that has the app's name, for any template language. Attributes are
 * escaped. No handle is made on the server: it is in the HTML only if you give `messaging-handle`.
 *
 * @throws {TypeError} for a name that no attribute can have, such as that of a property.
 */
export function renderSmartAppFrame(
  attributes: SmartAppFrameAttributes,
  {children = '', ...options}: SmartAppFrameOptions = {},
): string {
  return (
    `<smart-app-frame${attributesHtml(Object.entries(attributes))}>` +
    `<template shadowrootmode="open">${smartAppFrameShadowRoot(attributes, options)}</template>${children}` +
    '</smart-app-frame>'
  );
}
