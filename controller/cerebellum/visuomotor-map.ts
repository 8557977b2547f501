/**
 * Where to aim so that what is *seen* goes where it should: the wish, bent by what was learnt from
 * seeing the cursor elsewhere than it was wanted.
 *
 *   a = w + 0.1 b             b = clip(V φ(w), ± 3)     φ = [(w − C)/0.1 (2) · 1 · granules of these]
 *   e = clip((w(s) − c_s)/0.1, ± 1) + (b − V φ)     with the φ of the same instant s, c_s being the cursor seen of it
 *
 * Learning one and the same map from the error of what is seen converges as long as the cursor moves
 * less than 90° off the hand: the error then still points the right way. (Less, where it is seen late: each
 * step of learning is taken before what the one before has done is seen.) The last term of e keeps errors
 * that no aim satisfies from winding V up.
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import type { AdaptiveCells } from "./adaptive-cells.ts";
import type { GranuleLayer } from "./granule-layer.ts";
import { fireGranules } from "./granule-layer.ts";
import { makeTrace } from "./trace.ts";

/** Entries of φ before the granule cells. */
export const PLACE_FIBRES = 3;
const PLACE = 0.1;
/** No aim is farther than this from the wish, in units of PLACE: what half a turn asks for at the rim. */
const BEND_MAX = 3;
/** No error of what is seen counts for more, in the same units. */
const ERROR_MAX = 1;

export interface VisuomotorMap {
  readonly cells: AdaptiveCells;
  /** Bends `places` (x, y, x, y, …) [m] in place, by a share of what was learnt. Real-time safe. */
  aim(places: Vec, share: number): void;
  /** Remembers that the cursor was wanted at `wish` [2] at `now`. Real-time safe. */
  expect(wish: ReadonlyVec, now: number): void;
  /**
   * Learns from a cursor just seen: where it was [m], and how long ago [s], [3]; with the next wish, if the
   * one of that instant is still to come. Real-time safe.
   */
  learn(seen: ReadonlyVec, now: number): void;
}

export interface VisuomotorMapOptions {
  readonly centre: readonly [number, number];
  readonly granules: GranuleLayer;
  /** Reads PLACE_FIBRES + granules.cells inputs; two outputs. */
  readonly cells: AdaptiveCells;
  /** Wishes to remember. */
  readonly memory: number;
}

export function makeVisuomotorMap(options: VisuomotorMapOptions): VisuomotorMap {
  const { centre, granules, cells, memory } = options;
  const inputs = PLACE_FIBRES + granules.cells;
  if (cells.inputs !== inputs || cells.outputs !== 2) {
    throw new RangeError(
      `expected cells of ${inputs} inputs and 2 outputs, found ${cells.inputs} and ${cells.outputs}`,
    );
  }
  const phi = new Float64Array(inputs);
  const thought = new Float64Array(inputs + 2);
  const then = new Float64Array(inputs + 2);
  const trace = makeTrace(inputs + 2, memory);
  const bend = new Float64Array(2);
  const error = new Float64Array(2);
  /** A cursor of an instant whose wish is not known yet, and that instant, which is NaN if there is none. */
  const early = new Float64Array(3).fill(Number.NaN);

  /** phi ← φ of the place at `places[from]`. */
  const see = (places: ReadonlyVec, from: number): void => {
    phi[0] = (places[from] - centre[0]) / PLACE;
    phi[1] = (places[from + 1] - centre[1]) / PLACE;
    phi[2] = 1;
    fireGranules(phi, PLACE_FIBRES, phi, granules);
  };

  const within = (most: number, value: number): number => Math.min(most, Math.max(-most, value));

  /** Learns that the cursor was at `seen` at `time`; false where nobody knows what was wanted then. */
  const compare = (seen: ReadonlyVec, time: number): boolean => {
    if (!trace.recall(then, time)) return false;
    cells.fire(bend, then);
    for (let i = 0; i < 2; i++) {
      error[i] = within(ERROR_MAX, (then[inputs + i] - seen[i]) / PLACE);
      error[i] += within(BEND_MAX, bend[i]) - bend[i];
    }
    cells.learn(then, error);
    return true;
  };

  return {
    cells,

    aim(places, share) {
      for (let k = 0; k < places.length; k += 2) {
        see(places, k);
        cells.fire(bend, phi);
        places[k] += share * PLACE * within(BEND_MAX, bend[0]);
        places[k + 1] += share * PLACE * within(BEND_MAX, bend[1]);
      }
    },

    expect(wish, now) {
      see(wish, 0);
      for (let i = 0; i < inputs; i++) thought[i] = phi[i];
      thought[inputs] = wish[0];
      thought[inputs + 1] = wish[1];
      trace.push(now, thought);
      compare(early, early[2]);
      early[2] = Number.NaN;
    },

    learn(seen, now) {
      const time = now - seen[2];
      if (compare(seen, time)) return;
      early[0] = seen[0];
      early[1] = seen[1];
      early[2] = time;
    },
  };
}
