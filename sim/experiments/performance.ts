/**
 * What a brain can do: centre-out reaches, then every figure, under late and noisy senses.
 */
import { copyCerebellum } from "../../controller/brain-weights.ts";
import type { MovementScore } from "../movement-score.ts";
import { median } from "../movement-score.ts";
import { makeRandom } from "../random.ts";
import { allFigures, centreOutRound } from "../tasks/programme.ts";
import type { PlayOptions } from "./play.ts";
import { play } from "./play.ts";

export interface Performance {
  /** Medians over the reaches outwards [mm]. */
  readonly endpointErrorMm: number;
  readonly pathRmsMm: number;
  readonly reaches: number;
  /** Over all figures, time-aligned: root mean square, and the largest distance seen [mm]. */
  readonly drawingRmsMm: number;
  readonly drawingMaxMm: number;
  /** The hand where the brain believed it to be, over all of the above [mm]. */
  readonly predictionRmsMm: number;
}

export interface PerformanceOptions extends Omit<PlayOptions, "goals" | "random"> {
  /** One run for each; what is reported is the median over them. */
  readonly seeds: readonly number[];
  /** Rounds of centre-out reaches, eight targets each. */
  readonly rounds: number;
}

/** The cerebellum that is handed in stays as it is: every run learns on with a copy of its own. */
export function measurePerformance(options: PerformanceOptions): Performance {
  const goals = [...Array.from({ length: options.rounds }, centreOutRound).flat(), ...allFigures()];
  const runs = options.seeds.map((seed) => {
    const { reaches, strokes, misjudgement } = play({
      ...options,
      cerebellum: copyCerebellum(options.cerebellum),
      random: makeRandom(seed),
      goals,
    });
    return {
      endpointErrorMm: 1000 * median(reaches.map((reach) => reach.endpointError)),
      pathRmsMm: 1000 * median(reaches.map((reach) => reach.pathRms)),
      reaches: reaches.length,
      drawingRmsMm: 1000 * pooledRms(strokes),
      drawingMaxMm: 1000 * Math.max(...strokes.map((stroke) => stroke.pathMax)),
      predictionRmsMm: 1000 * misjudgement,
    };
  });
  const over = (name: keyof Performance): number => median(runs.map((run) => run[name]));
  return {
    endpointErrorMm: over("endpointErrorMm"),
    pathRmsMm: over("pathRmsMm"),
    reaches: over("reaches"),
    drawingRmsMm: over("drawingRmsMm"),
    drawingMaxMm: over("drawingMaxMm"),
    predictionRmsMm: over("predictionRmsMm"),
  };
}

/** Root mean square over movements of different lengths. */
function pooledRms(movements: readonly MovementScore[]): number {
  const samples = movements.reduce((sum, { samples }) => sum + samples, 0);
  const squares = movements.reduce((sum, { pathRms, samples }) => sum + pathRms ** 2 * samples, 0);
  return Math.sqrt(squares / samples);
}
