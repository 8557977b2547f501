/**
 * A meter on the pins of the board: every pulse with its beginning and its width, to the CPU cycle,
 * and a count of those that a servo should never have seen.
 */

/** A pulse that has ended. Borrowed: the next one overwrites it. */
interface Pulse {
  /** Digital pin. */
  pin: number;
  /** When it rose [s]. */
  at: number;
  /** [µs] */
  width: number;
}

interface PulseLimits {
  /** Shortest pulse allowed [µs]. */
  readonly min: number;
  /** Longest pulse allowed [µs]. */
  readonly max: number;
}

export interface PulseMeter {
  /** Counts as `outside` what leaves these limits on `pin` from now on. */
  guard(pin: number, limits: PulseLimits): void;
  /** Calls `listener` after every pulse. */
  listen(listener: (pulse: Readonly<Pulse>) => void): void;
  /** Pulses that have left the limits of their pin. */
  readonly outside: readonly Readonly<Pulse>[];
  /** Pulses seen on `pin` so far. */
  count(pin: number): number;
  /** Width of the last pulse on `pin` [µs]; NaN before the first. */
  last(pin: number): number;
}

/** The meter's inside: notes that `pin` is at `level` from `cycle` on. */
export interface EdgeMeter extends PulseMeter {
  edge(pin: number, level: boolean, cycle: number): void;
}

/** A meter for `pins` pins of a CPU that makes `cyclesPerMicrosecond`. */
export function makePulseMeter(pins: number, cyclesPerMicrosecond: number): EdgeMeter {
  const roseAt = new Float64Array(pins).fill(Number.NaN);
  const widths = new Float64Array(pins).fill(Number.NaN);
  const counts = new Float64Array(pins);
  const limits: (PulseLimits | undefined)[] = Array.from({ length: pins });
  const outside: Pulse[] = [];
  const listeners: ((pulse: Readonly<Pulse>) => void)[] = [];
  const ended: Pulse = { pin: 0, at: 0, width: 0 };

  return {
    outside,
    listen: (listener) => void listeners.push(listener),
    guard(pin, bounds) {
      limits[pin] = bounds;
    },
    count: (pin) => counts[pin],
    last: (pin) => widths[pin],

    edge(pin, level, cycle) {
      if (level) {
        roseAt[pin] = cycle;
        return;
      }
      if (Number.isNaN(roseAt[pin])) return;
      ended.pin = pin;
      ended.at = roseAt[pin] / cyclesPerMicrosecond / 1e6;
      ended.width = (cycle - roseAt[pin]) / cyclesPerMicrosecond;
      roseAt[pin] = Number.NaN;
      widths[pin] = ended.width;
      counts[pin]++;
      const bounds = limits[pin];
      if (bounds && (ended.width < bounds.min || ended.width > bounds.max)) {
        outside.push({ ...ended });
      }
      for (const listener of listeners) listener(ended);
    },
  };
}
