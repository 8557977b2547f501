/** The part of johnny-five 2.1 that is used here. @types/johnny-five lacks the options that matter. */
declare module "johnny-five" {
  import type { EventEmitter } from "node:events";

  export interface BoardOptions {
    readonly io: unknown;
    readonly repl: false;
    readonly debug: false;
    readonly sigint: false;
    /** How long it waits for the board once the line is open, before it emits "error" [ms]. */
    readonly timeout: number;
  }

  export class Board extends EventEmitter {
    constructor(options: BoardOptions);
  }

  export interface ServoOptions {
    readonly board: Board;
    readonly pin: number;
    readonly controller?: "PCA9685";
    readonly address?: number;
    /** [Hz] */
    readonly frequency?: number;
    /** Angles between which a servo turns, and the pulses for them [µs]. */
    readonly degreeRange: [number, number];
    readonly pwmRange: [number, number];
    /** Angles that `to` is clamped to. */
    readonly range: [number, number];
    readonly startAt: number;
  }

  export class Servo {
    constructor(options: ServoOptions);
    to(degrees: number): this;
  }

  const five: { readonly Board: typeof Board; readonly Servo: typeof Servo };
  export default five;
}
