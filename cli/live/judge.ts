/**
 * Judges a live loop from its telemetry, on the main thread: each reach as it is over, and twice a second
 * how ataxic the arm is and why.
 */
import type { Health, Movement } from "../../bridge/protocol/monitor-message.ts";
import { STAGES } from "../../bridge/protocol/monitor-message.ts";
import type { ServerMessage } from "../../bridge/protocol/server-message.ts";
import { readLoopMeasures, readTakeovers } from "../../bridge/shared/loop-statistics.ts";
import { AT, telemetryReader } from "../../bridge/shared/telemetry-ring.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import type { ReachFeatures } from "../../sim/metrics/movement/ataxia-index.ts";
import { ataxiaIndex, ataxiaParts } from "../../sim/metrics/movement/ataxia-index.ts";
import { median } from "../../sim/movement-score.ts";
import { inCharge } from "./in-charge.ts";
import { loopFacts } from "./loop-facts.ts";
import type { SharedBuffers } from "./loop-order.ts";
import type { JudgedReach } from "./reach-watch.ts";
import { reachWatch } from "./reach-watch.ts";
import { evidenceOf } from "./why-ataxic.ts";

/** Reaches that count: the last so many of the last so many seconds. */
const REACHES = 8;
const MEMORY = 30;
/** Facts are those of so many records: 5 s. */
const FACTS = 500;
/** From this ataxia on it is asked why. */
const ATAXIC = 0.5;
/** Between two judgements of health [ms]. */
const HEALTH_PERIOD = 500;

export interface Judge {
  /** What has to be said since this was last asked; `now` in ms. */
  news(now: number): ServerMessage[];
}

export interface JudgeOptions {
  readonly shared: SharedBuffers;
  readonly arm: Arm;
  /** Whether the loop has one. */
  readonly fallback: boolean;
  /** How old the newest record is by now [ms]. */
  readonly ringMs: () => number;
}

export function makeJudge({ shared, arm, fallback, ringMs }: JudgeOptions): Judge {
  const telemetry = telemetryReader(shared.telemetry);
  let watch = reachWatch(arm);
  let seen = 0;
  let index = 0;
  let reaches: JudgedReach[] = [];
  let saidAt = Number.NEGATIVE_INFINITY;

  const look = (): Movement[] => {
    const count = telemetry.count();
    if (count < seen) seen = 0;
    const movements: Movement[] = [];
    for (; seen < count; seen++) {
      const record = telemetry.at(seen);
      if (record === undefined) {
        watch = reachWatch(arm);
        continue;
      }
      const reach = watch(record);
      if (reach === undefined) continue;
      reaches.push(reach);
      movements.push(movementOf(reach, index++));
    }
    return movements;
  };

  const health = (): Health | undefined => {
    const count = telemetry.count();
    const records = Array.from({ length: FACTS }, (_, i) => telemetry.at(count - FACTS + i));
    const known = records.filter((record) => record !== undefined);
    const facts = loopFacts(known, arm);
    const newest = known.at(-1);
    if (facts === undefined || newest === undefined) return undefined;
    const time = newest[AT.time] ?? 0;
    reaches = reaches.filter((reach) => reach.time > time - MEMORY).slice(-REACHES);
    const typical = reaches.length > 0 ? typicalOf(reaches) : undefined;
    const ataxia = typical === undefined ? null : ataxiaIndex(typical);
    const evidence = evidenceOf(facts);
    const first = evidence.find(({ holds }) => holds);
    const measures = readLoopMeasures(shared.statistics);
    return {
      op: "health",
      time,
      ataxia,
      parts: typical === undefined ? null : partsOf(typical),
      reaches: reaches.length,
      ...verdict(ataxia, first),
      fallback: inCharge(newest, fallback, readTakeovers(shared.statistics)),
      cortex: learningOf(newest),
      evidence,
      stages: STAGES.map((stage) => {
        const { count, p50, p90, p99, p999, max, bars } = measures[stage];
        const bins = bars.map(({ from, count: n }): [number, number] => [from, n]);
        return { stage, count, p50, p90, p99, p999, max, bins };
      }),
      waterfall: {
        senseMs: facts.senseAgeMs,
        waitMs: measures.late.p50 / 1000,
        tickMs: measures.tick.p50 / 1000,
        ringMs: ringMs(),
      },
    };
  };

  return {
    news(now) {
      const news: ServerMessage[] = look();
      if (now - saidAt < HEALTH_PERIOD) return news;
      saidAt = now;
      const judged = health();
      if (judged !== undefined) news.push(judged);
      return news;
    },
  };
}

function verdict(
  ataxia: number | null,
  first: Health["evidence"][number] | undefined,
): Pick<Health, "cause" | "sentence"> {
  if (ataxia === null) return { cause: null, sentence: "No reach to judge by in the last 30 s." };
  if (ataxia < ATAXIC) return { cause: null, sentence: "The arm is not ataxic." };
  if (first === undefined) {
    return { cause: null, sentence: "The arm is ataxic, and none of the known causes is found." };
  }
  return { cause: first.cause, sentence: first.sentence };
}

function learningOf(record: Float64Array): Health["cortex"] {
  const read = (at: number): number => record[at] ?? Number.NaN;
  if (Number.isNaN(read(AT.cortexReach))) return null;
  return {
    learns: read(AT.cortexLearns) === 1,
    reach: read(AT.cortexReach),
    steps: read(AT.cortexSteps),
    rollbacks: read(AT.cortexRollbacks),
  };
}

const movementOf = (reach: JudgedReach, index: number): Movement => ({
  op: "movement",
  index,
  time: reach.time,
  ...reach.features,
  ldlj: orNull(reach.features.ldlj),
  alongMm: reach.alongMm,
  parts: partsOf(reach.features),
  ataxia: ataxiaIndex(reach.features),
  n: reach.samples,
  gapMs: reach.gapMs,
});

function partsOf(features: ReachFeatures): Movement["parts"] {
  const parts = ataxiaParts(features);
  return { ...parts, ldlj: orNull(parts.ldlj) };
}

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

function typicalOf(reaches: readonly JudgedReach[]): ReachFeatures {
  const typical = (name: keyof ReachFeatures): number => {
    const values = reaches.map(({ features }) => features[name]);
    return median(values.filter((value) => !Number.isNaN(value)));
  };
  return {
    endpointMm: typical("endpointMm"),
    pathRmsMm: typical("pathRmsMm"),
    pathRatio: typical("pathRatio"),
    ldlj: typical("ldlj"),
    shakeMmPerS: typical("shakeMmPerS"),
  };
}
