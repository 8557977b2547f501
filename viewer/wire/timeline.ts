/**
 * Turns frames, which come when the network likes, into a moment that runs as smoothly as the screen.
 *
 * Playback is late by about one frame, so that there is nearly always a frame on either side of the
 * moment to interpolate between. It never runs ahead of the newest frame: nothing is made up.
 */
import { FRAME_FIELDS, type Frame, type FrameField } from "../../bridge/protocol/frame.ts";

/** What is to be seen now: the fields of a frame at an instant between two. */
export type Moment = Record<FrameField, number> & { seq: number; time: number };

/** x [m], y [m], pen (1 down), time of the server [s]. */
export type TrailVisitor = (x: number, y: number, pen: number, time: number) => void;

/** Fields that move; the others are statistics and are shown as they came. */
const MOVING = [
  "shoulder",
  "elbow",
  "sensedShoulder",
  "sensedElbow",
  "predictedShoulder",
  "predictedElbow",
  "desiredX",
  "desiredY",
] as const satisfies readonly FrameField[];

/** Longer silences [s] are jumped over, not bridged with motion that nobody saw. */
const GAP = 0.3;
const FRAMES_MAX = 120;
const TRAIL_PERIOD = 0.01;

export class Timeline {
  readonly moment: Moment = blankMoment();
  readonly #frames: Frame[] = [];
  /** Local minus server time at the quickest delivery [ms]. */
  #offsetMs = 0;
  #jitterMs = 0;
  #intervalMs = 16;
  #arrivedMs = Number.NEGATIVE_INFINITY;
  /** Points of the trail of frames[1] that have been visited. */
  #visited = 0;
  #untouched = false;

  /** Sequence number of the newest frame, -1 before the first. */
  get newestSeq(): number {
    return this.#frames.at(-1)?.seq ?? -1;
  }

  /** Whether the moment has not reached the newest frame yet. */
  get isRunning(): boolean {
    return this.#untouched || this.#frames.length > 1;
  }

  /** How late playback is, so that it is smooth [ms]. */
  get delayMs(): number {
    return this.#intervalMs + this.#jitterMs;
  }

  /** Since the last frame came [ms]. */
  silenceMs(nowMs: number): number {
    return nowMs - this.#arrivedMs;
  }

  push(frame: Frame, nowMs: number): void {
    const newest = this.#frames.at(-1);
    if (newest !== undefined && frame.time <= newest.time) this.clear();
    const lead = nowMs - 1000 * frame.time;
    if (this.#frames.length === 0) {
      this.#offsetMs = lead;
      this.#untouched = true;
    } else {
      const interval = 1000 * (frame.time - (newest?.time ?? frame.time));
      this.#intervalMs += 0.1 * (Math.min(100, interval) - this.#intervalMs);
      this.#jitterMs += 0.05 * (Math.min(50, Math.max(0, lead - this.#offsetMs)) - this.#jitterMs);
      this.#offsetMs = Math.min(lead, this.#offsetMs + 0.01 * (lead - this.#offsetMs));
    }
    this.#arrivedMs = nowMs;
    this.#frames.push(frame);
    if (this.#frames.length > FRAMES_MAX) {
      this.#frames.shift();
      this.#visited = 0;
    }
  }

  /** Moves the moment to `nowMs` less the delay and visits the trail on the way there. */
  advance(nowMs: number, visit: TrailVisitor): void {
    const newest = this.#frames.at(-1);
    if (newest === undefined) return;
    const wanted = (nowMs - this.#offsetMs - this.delayMs) / 1000;
    const floor = this.#untouched ? Number.NEGATIVE_INFINITY : this.moment.time;
    const time = Math.min(newest.time, Math.max(floor, wanted));
    this.#untouched = false;
    for (
      let next = this.#frames[1];
      next !== undefined && next.time <= time;
      next = this.#frames[1]
    ) {
      this.#visit(next, next.trail.length / 3, visit);
      this.#frames.shift();
      this.#visited = 0;
    }
    const [before, after] = this.#frames;
    if (before === undefined) return;
    let weight = 0;
    if (after !== undefined && after.time - before.time < GAP) {
      weight = Math.max(0, (time - before.time) / (after.time - before.time));
      this.#visit(after, Math.floor((weight * after.trail.length) / 3), visit);
    }
    blend(this.moment, before, after ?? before, weight);
    this.moment.time = Math.max(time, before.time);
  }

  /** Forgets everything: the next frame begins a new playback. */
  clear(): void {
    this.#frames.length = 0;
    this.#visited = 0;
    this.#jitterMs = 0;
    this.#arrivedMs = Number.NEGATIVE_INFINITY;
    this.#untouched = false;
  }

  #visit({ trail, time }: Frame, upTo: number, visit: TrailVisitor): void {
    const points = trail.length / 3;
    for (let i = this.#visited; i < upTo; i++) {
      const x = trail[3 * i] ?? 0;
      const y = trail[3 * i + 1] ?? 0;
      visit(x, y, trail[3 * i + 2] ?? 0, time - (points - 1 - i) * TRAIL_PERIOD);
    }
    this.#visited = Math.max(this.#visited, upTo);
  }
}

/** out ← before + weight (after − before) where things move; statistics are those of `before`. */
function blend(out: Moment, before: Frame, after: Frame, weight: number): void {
  for (const field of FRAME_FIELDS) out[field] = before[field];
  for (const field of MOVING) out[field] += weight * (after[field] - before[field]);
  out.seq = before.seq;
}

function blankMoment(): Moment {
  const fields = Object.fromEntries(FRAME_FIELDS.map((field) => [field, 0])) as Record<
    FrameField,
    number
  >;
  return { ...fields, seq: -1, time: 0 };
}
