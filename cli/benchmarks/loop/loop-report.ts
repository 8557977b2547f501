/**
 * The figures of `bench loop` as one record, and as a table for people.
 */
import type { Summary } from "../../../bridge/shared/histogram.ts";
import { readLoopMeasures, readStatistics } from "../../../bridge/shared/loop-statistics.ts";
import type { Stage } from "../../../controller/stages.ts";
import { STAGES } from "../../../controller/stages.ts";
import type { RealTime } from "../../real-time/real-time.ts";
import type { BareLoop } from "./thread-orders.ts";

/** All in µs, but for `count`. */
type Row = Omit<Summary, "last">;

interface Punctuality {
  readonly achievedHz: number;
  readonly missed: number;
  readonly overruns: number;
  readonly lateMicros: Row;
}

interface Baseline extends Punctuality {
  readonly name: BareLoop;
  /** Of this to the loop with its brain: how much of its rate, how many times its lateness. */
  readonly ratio: {
    readonly achieved: number;
    readonly lateMean: number | null;
    readonly lateP99: number | null;
  };
}

export interface LoopReport extends Punctuality {
  readonly rateHz: number;
  readonly seconds: number;
  /** Each of its own; figures above are of all together, rates of the slowest. */
  readonly arms: readonly Punctuality[];
  readonly tickMicros: Row;
  /** Of the ticks in which the brain decided. */
  readonly fullTickMicros: Row;
  readonly periodMicros: Row;
  readonly senseAgeMicros: Row;
  /** From goal to movement. */
  readonly movementMicros: Row;
  readonly stages: Readonly<Record<Stage, Row>>;
  readonly allocBytesPerTick: number | null;
  readonly realTime: RealTime | null;
  readonly baselines: readonly Baseline[];
}

export interface Runs {
  readonly rateHz: number;
  readonly arms: readonly SharedArrayBuffer[];
  readonly bare: readonly { readonly name: BareLoop; readonly statistics: SharedArrayBuffer }[];
  readonly realTime: RealTime | undefined;
}

export function loopReport({ rateHz, arms, bare, realTime }: Runs): LoopReport {
  const measures = readLoopMeasures(...arms);
  const each = arms.map(punctuality);
  const all: Punctuality = {
    achievedHz: Math.min(...each.map(({ achievedHz }) => achievedHz)),
    missed: each.reduce((sum, { missed }) => sum + missed, 0),
    overruns: each.reduce((sum, { overruns }) => sum + overruns, 0),
    lateMicros: row(measures.late),
  };
  const baselines = bare.map(({ name, statistics }): Baseline => {
    const its = punctuality(statistics);
    return {
      name,
      ...its,
      ratio: {
        achieved: round(its.achievedHz / all.achievedHz, 4),
        lateMean: ratio(its.lateMicros.mean, all.lateMicros.mean),
        lateP99: ratio(its.lateMicros.p99, all.lateMicros.p99),
      },
    };
  });
  const statistics = arms.map(readStatistics);
  const bytes = statistics.flatMap(({ allocBytesPerTick: found }) => found ?? []);
  const { body, sense, predict, learn, decide, act } = measures;
  return {
    rateHz,
    seconds: round(Math.max(...statistics.map(({ seconds }) => seconds)), 2),
    ...all,
    arms: each,
    tickMicros: row(measures.tick),
    fullTickMicros: row(measures.fullTick),
    periodMicros: row(measures.period),
    senseAgeMicros: row(measures.senseAge),
    movementMicros: row(measures.movement),
    stages: {
      body: row(body),
      sense: row(sense),
      predict: row(predict),
      learn: row(learn),
      decide: row(decide),
      act: row(act),
    },
    allocBytesPerTick: bytes[0] === undefined ? null : round(bytes[0], 2),
    realTime: realTime ?? null,
    baselines,
  };
}

function punctuality(buffer: SharedArrayBuffer): Punctuality {
  const { ticks, missed, overruns, seconds, lateMicros } = readStatistics(buffer);
  return {
    achievedHz: seconds > 0 ? round(ticks / seconds, 2) : 0,
    missed,
    overruns,
    lateMicros: row(lateMicros),
  };
}

/** Without what is not a figure: the latest value, the bars. */
const row = ({ count, min, mean, p50, p90, p99, p999, max }: Summary): Row => ({
  count,
  min,
  mean: round(mean, 2),
  ...{ p50, p90, p99, p999, max },
});

const ratio = (its: number, ours: number): number | null =>
  ours > 0 ? round(its / ours, 2) : null;
const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Lines of a table, in µs. */
export function loopTable(report: LoopReport): string[] {
  const { arms, baselines, stages } = report;
  const rows: [string, Row][] = [
    ["late", report.lateMicros],
    ["period", report.periodMicros],
    ["tick", report.tickMicros],
    ["tick with a decision", report.fullTickMicros],
    ...STAGES.map((stage): [string, Row] => [`  ${stage}`, stages[stage]]),
    ["age of the senses", report.senseAgeMicros],
    ["goal to movement", report.movementMicros],
  ];
  const punctual = (name: string, it: Punctuality): string =>
    `${name.padEnd(22)}${it.achievedHz.toFixed(1).padStart(9)} Hz${String(it.missed).padStart(9)} missed${String(it.overruns).padStart(9)} overruns   late ${it.lateMicros.p50} / ${it.lateMicros.p99} / ${it.lateMicros.max} µs (p50, p99, max)`;
  return [
    line("µs", ["min", "mean", "p50", "p90", "p99", "p99.9", "max", "count"]),
    ...rows.map(([name, { min, mean, p50, p90, p99, p999, max, count }]) =>
      line(name, [...[min, mean, p50, p90, p99, p999, max].map(micros), String(count)]),
    ),
    "",
    ...(arms.length > 1 ? arms.map((arm, i) => punctual(`arm ${i}`, arm)) : []),
    punctual(arms.length > 1 ? "all arms" : "loop with its brain", report),
    ...baselines.map((baseline) => punctual(baseline.name, baseline)),
  ];
}

const micros = (value: number): string => value.toFixed(value < 1000 ? 1 : 0);
const line = (name: string, cells: readonly string[]): string =>
  `${name.padEnd(22)}${cells.map((cell) => cell.padStart(10)).join("")}`;
