/**
 * Where the twin's pen has truly touched the paper while the test sheet was drawn.
 *
 * A twin that has too little of the processor falls behind by up to a quarter of a second, and may lose a command. So a touch
 * belongs to the mark that was asked for when it began, half a second before the next is asked for, and is one only if it was the
 * only one and the pen stayed where it was.
 */
import type { Pair } from "../../../calibration/hand.ts";
import type { Pilot } from "../../pilot/pilot.ts";

export interface TwinMarks {
  /** The sheet begins at mark 0: what was seen before is forgotten. */
  expect(mark: number): void;
  /** The middle of a mark [m]; undefined where none was seen, or what was seen is none. */
  mark(number: number): Pair | undefined;
}

/** Jitter of pulses shakes a pen that rests by less [m]. */
const STILL = 2e-3;

interface Touch {
  points: number;
  readonly sum: [number, number];
  readonly low: [number, number];
  readonly high: [number, number];
}

export function watchMarks(pilot: Pick<Pilot, "watch">): TwinMarks {
  const touches = new Map<number, Touch[]>();
  let expected = 0;
  let touch: Touch | undefined;
  pilot.watch(({ trail }) => {
    for (let i = 0; i < trail.length; i += 3) {
      const [x = 0, y = 0, touches] = trail.subarray(i, i + 3);
      if (touches !== 1) touch = undefined;
      else if (touch) extend(touch, [x, y]);
      else begin([x, y]);
    }
  });
  const begin = ([x, y]: Pair): void => {
    touch = { points: 1, sum: [x, y], low: [x, y], high: [x, y] };
    touches.set(expected, [...(touches.get(expected) ?? []), touch]);
  };

  return {
    expect(mark) {
      if (mark === 0) touches.clear();
      expected = mark;
    },
    mark(number) {
      const [only, ...others] = touches.get(number) ?? [];
      if (!only || others.length > 0 || extent(only) > STILL) return undefined;
      return [only.sum[0] / only.points, only.sum[1] / only.points];
    },
  };
}

function extend(touch: Touch, place: Pair): void {
  touch.points += 1;
  for (const k of [0, 1] as const) {
    touch.sum[k] += place[k];
    touch.low[k] = Math.min(touch.low[k], place[k]);
    touch.high[k] = Math.max(touch.high[k], place[k]);
  }
}

const extent = ({ low, high }: Touch): number => Math.hypot(high[0] - low[0], high[1] - low[1]);
