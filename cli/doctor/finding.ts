/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** purkinje runs without it, if less well. */
  readonly optional: boolean;
  readonly found: string;
  /** What to do about it, where something can be done. */
  readonly remedy?: string;
}
