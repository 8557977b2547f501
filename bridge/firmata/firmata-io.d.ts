/** The part of firmata-io 2.3 that is used here; the package has no types of its own. */
declare module "firmata-io" {
  import type { EventEmitter } from "node:events";

  export interface FirmataTransport extends EventEmitter {
    write(bytes: Uint8Array, done?: (error?: Error | null) => void): unknown;
  }

  export interface FirmataOptions {
    /** How long to wait for the board to speak by itself before asking it [ms]. */
    readonly reportVersionTimeout?: number;
    /** [ms], at least 10. */
    readonly samplingInterval?: number;
  }

  export class Firmata extends EventEmitter {
    constructor(
      transport: FirmataTransport,
      options?: FirmataOptions,
      ready?: (error?: Error) => void,
    );
    readonly transport: FirmataTransport;
    readonly isReady: boolean;
    readonly firmware: { name?: string; version?: { major: number; minor: number } };
    readonly analogPins: readonly number[];
    readonly MODES: { readonly OUTPUT: number };
    servoConfig(pin: number, min: number, max: number): void;
    servoWrite(pin: number, value: number): void;
    i2cWrite(address: number, bytes: readonly number[]): void;
    pinMode(pin: number, mode: number): void;
    analogRead(pin: number, heard: (value: number) => void): void;
    setSamplingInterval(ms: number): void;
    reportVersion(heard: () => void): void;
  }

  const bind: { readonly Firmata: typeof Firmata };
  export default bind;
}
