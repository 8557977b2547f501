/** A mistake of the user's, or of the world's: one sentence, no stack trace, exit code `code`. */
export class UserError extends Error {
  readonly code: number;

  constructor(message: string, code = 1) {
    super(message);
    this.name = "UserError";
    this.code = code;
  }
}
