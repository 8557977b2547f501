/**
 * Trials as experimenters plan them: from the centre to targets on a circle and back, each way a trial.
 */
import type { Perturbation, Point } from "../perturbations/perturbation.ts";
import type { Random } from "../random.ts";
import { centreOutTargets } from "../tasks/centre-out.ts";
import { WORKSPACE } from "../tasks/workspace.ts";
import type { TimedLesion } from "./timed-lesion.ts";
import type { Trial } from "./trials.ts";

/** The same in each trial, or what the way of the trial makes of it. */
type PlannedWorld = readonly Perturbation[] | ((start: Point, target: Point) => Perturbation[]);

export interface Block {
  readonly phase: string;
  /** Trials in it: an even number, so that it ends at the centre. */
  readonly trials: number;
  readonly world?: PlannedWorld;
  /** Share of trials from which the world is withheld, whose phase is "catch". */
  readonly catches?: number;
  /** What these trials have in its place; nothing, unless told. */
  readonly caught?: PlannedWorld;
  /** Whether the brain learns; it does, unless told. */
  readonly learning?: boolean;
  readonly lesion?: TimedLesion;
  /** After each trial [s]. */
  readonly rest?: number;
}

/** Blocks in a row. Targets come in rounds of all eight, each round in an order of its own. */
export function planBlocks(blocks: readonly Block[], random: Random): Trial[] {
  const upcoming: Point[] = [];
  let start: Point = WORKSPACE.centre;
  return blocks.flatMap(({ phase, trials, world = [], catches = 0, caught = [], ...rest }) =>
    Array.from({ length: trials }, (_, i): Trial => {
      if (upcoming.length === 0) upcoming.push(...shuffled(centreOutTargets(), random));
      const target = i % 2 === 0 ? (upcoming.pop() ?? WORKSPACE.centre) : WORKSPACE.centre;
      const isCatch = random.uniform() < catches;
      const planned = isCatch ? caught : world;
      const ordered = typeof planned === "function" ? planned(start, target) : planned;
      start = target;
      return {
        phase: isCatch ? "catch" : phase,
        goal: { kind: "reach", x: target[0], y: target[1], scored: true },
        world: ordered,
        ...rest,
      };
    }),
  );
}

/** Fisher and Yates' shuffle. */
function shuffled<T>(values: T[], random: Random): T[] {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * random.uniform());
    [values[i], values[j]] = [values[j], values[i]];
  }
  return values;
}
