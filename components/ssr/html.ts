/** What an attribute may be given as: `true` is the empty attribute, `false`, `null` and `undefined` are none. */
export type AttributeValue = string | number | boolean | null | undefined;

const references: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

/** Of whatever a page that is not checked for types may give. */
export const escapeHtml = (text: unknown): string =>
  String(text).replace(/[&<>"']/g, (sign) => references[sign] ?? sign);

/** With a space before each. @throws {TypeError} for a name that no attribute can have, such as that of a property. */
export function attributesHtml(attributes: Iterable<[name: string, value: AttributeValue]>): string {
  let html = '';
  for (const [name, value] of attributes) {
    if (!/^[a-z][a-z\d_:.-]*$/.test(name)) {
      throw new TypeError(
        `This cannot be the name of an attribute: ${name}. Write as in HTML: launch-mode, not launchMode.`,
      );
    }
    if (value === true || value === '') html += ` ${name}`;
    else if (value !== false && value !== null && value !== undefined) html += ` ${name}="${escapeHtml(value)}"`;
  }
  return html;
}
