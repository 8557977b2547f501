/** A drawing that cannot be drawn: one sentence that says what was expected and what was found. */
export class DrawingError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DrawingError";
  }
}
