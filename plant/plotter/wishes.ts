/**
 * What was wished of the joints lately. An angle that is heard now was true some time ago: a servo is astray only if its angle is
 * far from everything that has been wished since.
 *
 *   distanceᵢ = min |qᵢ − q*ᵢ(t)|      over the wishes at `since` and later
 */

export interface Wishes {
  note(angles: readonly [number, number], now: number): void;
  /** Of both joints, `measured` from the nearest wish that held at `since` or later; zero where nothing was wished [rad]. */
  distances(measured: readonly [number, number], since: number): [number, number];
  forget(): void;
}

/** Wishes that are kept: 1.3 s of them, at a hundred a second. */
const KEPT = 128;

export function makeWishes(): Wishes {
  const times = new Float64Array(KEPT);
  const angles = new Float64Array(2 * KEPT);
  let newest = 0;
  let count = 0;
  return {
    note(wish, now) {
      newest = (newest + 1) % KEPT;
      times[newest] = now;
      angles.set(wish, 2 * newest);
      count = Math.min(KEPT, count + 1);
    },
    distances(measured, since) {
      if (count === 0) return [0, 0];
      const nearest: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let back = 0; back < count; back++) {
        const k = (newest - back + KEPT) % KEPT;
        for (let i = 0; i < 2; i++) {
          nearest[i] = Math.min(nearest[i], Math.abs(measured[i] - angles[2 * k + i]));
        }
        // A wish holds until the next: the one before `since` still held then.
        if (times[k] <= since) break;
      }
      return nearest;
    },
    forget() {
      count = 0;
    },
  };
}
