/** What OAuth calls an error: a code that programs read (RFC 6749, 5.2) and a description for people. */
export class OAuthError extends Error {
  constructor(code, description, status = 400) {
    super(description);
    this.code = code;
    this.status = status;
  }
}
