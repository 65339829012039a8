import {masked} from '../protocol/json.js';

const words =
  'handle|token|secret|passw(?:or)?d|pwd|passphrase|credential|(?:api|access|private|subscription|secret|auth)[-_ ]?key|cookie|' +
  'assertion|signature|saml(?:request|response)|code[-_]?verifier|session[-_]?id|jwt';

/** How names of credentials end, in lower case and without signs. */
const credentialName = new RegExp(`(${words}|authorization|bearer)s?$`);

/** Names that end other words, too: a part of a name of their own. */
const shortName = /(?:^|[\W_])(?:pin|sig)$|[a-z](?:Pin|Sig)$/;

/** A name of a credential in a text, and what stands between it and its value: of an address, a form, headers, JSON. */
const before = `(?:(?:${words})s?\\\\*["']?\\s{0,8}[=:]|\\b(?:pin|sig)(?:=|\\\\*["']\\s{0,8}[=:]))\\s{0,8}`;

/** Names at the end of a name in XML, in quotes, in a part of a multipart body. */
const named = `[\\w.:-]{0,64}?(?:${words}|authorization|\\bpin|\\bsig)s?`;

/** What is before each, and the value. */
const credentialTexts: readonly RegExp[] = [
  /((?:authorization|cookie)\\*["']?\s{0,8}[=:]\s{0,8}\\*["']?)[^"'\r\n&}\]\\]+/gi,
  new RegExp(`(${before}\\\\*(["']))(?:(?!\\2)[^\\\\\\r\\n])+`, 'gi'),
  new RegExp(`(${before})(?:\\[[^\\]]*|\\{[^}]*|[^\\s&"',;)}\\]\\\\]+)`, 'gi'),
  /(\b(?:bearer|dpop)(?:[ \t+]|%20|%09)+)[^\s&"',;)}\]\\]+/gi,
  new RegExp(`(<${named}(?:\\s[^<>]{0,256})?>(?:<!\\[CDATA\\[)?)[^<]+`, 'gi'),
  new RegExp(`(\\bname=\\\\*["']${named}\\\\*["'](?:[^<>\\r\\n]{0,128}>|[^<>]{0,128}?value=\\\\*["']))[^<"']+`, 'gi'),
  new RegExp(
    `(\\bname="${named}"[^\\r\\n]{0,256}(?:\\r?\\n[^\\r\\n]{1,256}){0,4}\\r?\\n\\r?\\n)(?:(?!\\r?\\n--)[^])+`,
    'gi',
  ),
  /(\/\/)[^\s/?#@"']{1,256}:[^\s/?#@"']{0,256}(?=@)/g,
  /()(?<![\w-])eyJ[\w-]{10,}\.[\w-]{5,}(?:\.[\w-]*)?/g,
];

const basic = /\b(basic(?:[ \t+]|%20|%09)+)([A-Za-z0-9+/_-]{4,}={0,2})/gi;

/** An authorization code; a code that FHIR is searched for has a system or is a number. */
const code = /((?:^|[\s?&#"'])code=)(?![^\s&]{0,256}(?:\||%7c))(?![\d-]{1,18}(?:[\s&]|$))[^\s&"',;)}\]]+/gi;

export const isCredential = (name: string): boolean =>
  shortName.test(name.toUpperCase() === name ? name.toLowerCase() : name) ||
  credentialName.test(name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));

/** Names the other member of its object, or the next of its array: of a header, a FHIR Parameter. */
export const namesCredential = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= 64 && /^[\w .:-]+$/.test(value) && isCredential(value);

/** Names the value of its FHIR extension, by the last part. */
export const isCredentialUrl = (url: unknown): boolean =>
  typeof url === 'string' && namesCredential(url.slice(Math.max(url.lastIndexOf('/'), url.lastIndexOf('#')) + 1));

/** Members that may say what another one is, and those that may hold it. */
export const naming = ['name', 'key', 'header', 'field', 'param', 'parameter', 'label'];
export const isHolding = (name: string): boolean =>
  /^(values?|value[A-Z]\w*|content|data|text|string|part|resource)$/.test(name);

/** Members beside which a `code` is one of OAuth. */
export const besideCode = ['grant_type', 'redirect_uri', 'state', 'session_state', 'code_verifier'];

/** A text without the credentials in it, also where they are percent-encoded, however often. */
export function maskText(text: string): string {
  if (!/[=:%. +\t<]/.test(text)) return text; // most texts of FHIR: codes and words
  const plain = maskPlain(text);
  const decoded = plain
    .replace(/%(?:25)+/g, '%')
    .replace(/%(2[0-9a-f]|[3-7][0-9a-f])/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  const without = decoded === plain ? plain : maskPlain(decoded);
  return without === decoded ? plain : without;
}

function maskPlain(text: string): string {
  let result = text;
  for (const pattern of credentialTexts) result = result.replace(pattern, `$1${masked}`);
  result = result.replace(code, `$1${masked}`);
  return result.replace(basic, (all, scheme: string, value: string) => (isBasic(value) ? scheme + masked : all));
}

/** User and password with a colon between: no word of a sentence. */
function isBasic(value: string): boolean {
  const digits = value.replaceAll('=', '').replaceAll('-', '+').replaceAll('_', '/');
  return digits.length % 4 !== 1 && /^[ -~]*:[ -~]*$/.test(atob(digits));
}
