/**
 * What the loop did, in shared memory: one record each brain period, written by the loop's thread and
 * read by any other without either ever waiting.
 *
 * Layout: Int32 [0] counts records written; then CAPACITY records of FIELDS doubles. A reader that is
 * more than CAPACITY records behind has lost some, and can tell.
 */
export const FIELDS = [
  "time",
  "tick",
  /** When the state that follows was true [s]: up to a step of the simulation before. */
  "stateTime",
  "shoulder",
  "elbow",
  "shoulderVelocity",
  "elbowVelocity",
  "sensedShoulder",
  "sensedElbow",
  "predictedShoulder",
  "predictedElbow",
  "desiredX",
  "desiredY",
  "targetX",
  "targetY",
  "shoulderTorque",
  "elbowTorque",
  "senseAge",
  "phase",
  /** Counts goals, and when the movement towards this one ends [s]. */
  "goal",
  "endsAt",
  /** 1 where the movement is one that counts in the scores of reaching. */
  "scored",
  /** Which figure of the demo is being drawn, counted from 0; −1 for none. */
  "figure",
  /** What the olive found wrong [rad]; NaN while it is off. */
  "oliveShoulder",
  "oliveElbow",
  /** The cerebellum's own share of the command [N·m], the force on the hand [N], what is seen of it [m]. */
  "adaptiveShoulder",
  "adaptiveElbow",
  "forceX",
  "forceY",
  "cursorX",
  "cursorY",
  /** 1 where the cerebellum predicts; where its olive teaches. */
  "cerebellum",
  "olive",
  /**
   * 1 where the cortex learns as well; how far its weights are from those it came with, 1 being the
   * bound; steps that they have made since they last were taken back, and how often that was. NaN for
   * a cortex that cannot learn.
   */
  "cortexLearns",
  "cortexReach",
  "cortexSteps",
  "cortexRollbacks",
  /** Of the stages of this decision [µs]; NaN where they are not measured. */
  "senseMicros",
  "predictMicros",
  "decideMicros",
  "actMicros",
  "learnMicros",
  /** How late its tick came [µs], and ticks dropped since the start. */
  "lateMicros",
  "overruns",
  /** Why the brain is not in charge: place in CAUSES (controller/fallback/fallback.ts); 0: it is. */
  "cause",
  /** Since when the brain is in charge again, or not [s], and why it was not last; NaN and 0: it always was. */
  "causeSince",
  "lastCause",
] as const;

export type Field = (typeof FIELDS)[number];

/** Position of each field in a record. */
export const AT = Object.fromEntries(FIELDS.map((field, i) => [field, i])) as Readonly<
  Record<Field, number>
>;

/** Records kept: 40 s of a brain that decides a hundred times a second. */
const CAPACITY = 4096;
const HEADER_BYTES = 8;

export const telemetryBuffer = (): SharedArrayBuffer =>
  new SharedArrayBuffer(HEADER_BYTES + 8 * CAPACITY * FIELDS.length);

/** For the loop: fill `record`, then `publish` it. Neither allocates nor waits. */
export function telemetryWriter(buffer: SharedArrayBuffer) {
  const head = new Int32Array(buffer, 0, 1);
  const ring = new Float64Array(buffer, HEADER_BYTES);
  const record = new Float64Array(FIELDS.length);
  return {
    record,
    /** Records so far: the number of the next. */
    count: (): number => Atomics.load(head, 0),
    publish(): void {
      const count = Atomics.load(head, 0);
      ring.set(record, (count % CAPACITY) * FIELDS.length);
      Atomics.store(head, 0, count + 1);
    },
    /** Begins again with no records. */
    reset(): void {
      Atomics.store(head, 0, 0);
    },
  };
}

export function telemetryReader(buffer: SharedArrayBuffer) {
  const head = new Int32Array(buffer, 0, 1);
  const ring = new Float64Array(buffer, HEADER_BYTES);
  /** Half the ring is left to the writer, so that what is read is not overwritten meanwhile. */
  const reach = CAPACITY / 2;
  return {
    /** Records written so far. */
    count: (): number => Atomics.load(head, 0),
    /** Record number `index`, from 0: borrowed. Nothing where it has not come, or is gone. */
    at(index: number): Float64Array | undefined {
      const count = Atomics.load(head, 0);
      if (index < 0 || index >= count || index < count - reach) return undefined;
      const slot = (index % CAPACITY) * FIELDS.length;
      return ring.subarray(slot, slot + FIELDS.length);
    },
  };
}
