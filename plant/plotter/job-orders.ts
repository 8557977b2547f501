/**
 * What somebody may ask of a job while it is drawn: the same orders from the keyboard and from the viewer.
 */
export type JobOrder =
  /** The pen is lifted first: at once between strokes, at the end of the stroke otherwise. */
  | { readonly op: "pause" }
  | { readonly op: "resume" }
  /** Gives the job up: pen up at once, then limp. */
  | { readonly op: "cancel" }
  /** Emergency: pen up at once, then limp. What is on disk of the job stays, so it can be gone on with. */
  | { readonly op: "stop" }
  /** How fast, 1 is as planned: from SPEED_FACTORS.min to max; what is outside is cut off. */
  | { readonly op: "speed"; readonly factor: number }
  /**
   * Where the pen draws, in parts of its way up: 0 is as configured, negative presses harder. From PEN_OFFSETS.min to
   * max; what is outside is cut off. The lifted pen stays where it is.
   */
  | { readonly op: "penHeight"; readonly offset: number }
  /** Draws once more, when it is done, the stroke that is under way; between strokes the last one. */
  | { readonly op: "repeatStroke" };

export const SPEED_FACTORS = { min: 0.1, max: 3 } as const;
export const PEN_OFFSETS = { min: -0.5, max: 0.4 } as const;
