export const trustedTypes = "require-trusted-types-for 'script'; trusted-types 'none'";

export const nonce = 'c2l4dGVlbi1ieXRlcw';
