/** Drawing in a curl field: figures over and over, by a brain that learns and by one that does not. */
import { STROKE_PERIOD, timeStroke } from "../../../plant/motion/stroke-timing.ts";
import { spiralMeasures } from "../../metrics/movement/spiral.ts";
import { curlField } from "../../perturbations/perturbation.ts";
import { figures as shapes } from "../../tasks/figures.ts";
import { WORKSPACE } from "../../tasks/workspace.ts";
import { COMMAND_LEARNING } from "../adaptation.ts";
import { mean } from "../deviations.ts";
import type { Experiment, Path } from "../experiment.ts";
import type { Laboratory, Subject } from "../laboratory.ts";
import type { TrialRecord } from "../trial-record.ts";
import type { Trial } from "../trials.ts";
import { performTrials } from "../trials.ts";

const FIELD = [curlField(13)];
const DRAWN = ["spiral", "figure of eight", "heart"] as const;
/** Rounds of all figures in each phase. */
const ROUNDS = { null: 2, field: 15, frozen: 2, washout: 2 } as const;

/** [x, y, …] every STROKE_PERIOD seconds, by name. */
const strokes = Object.fromEntries(
  DRAWN.map((name) => {
    const path = timeStroke(shapes[name]);
    if (typeof path === "string") throw new Error(`figure ${name}: ${path}`);
    return [name, path];
  }),
);

const rounds = (phase: keyof typeof ROUNDS, learning: boolean): Trial[] =>
  Array.from({ length: ROUNDS[phase] }, () =>
    DRAWN.map(
      (name): Trial => ({
        phase,
        goal: { kind: "stroke", path: strokes[name] },
        world: phase === "field" || phase === "frozen" ? FIELD : [],
        learning,
      }),
    ),
  ).flat();

/** Where the pen was on the figure itself, without the way to its beginning. */
function onFigure({ duration }: TrialRecord, path: Float64Array, n: number, period: number) {
  const samples = Math.round(
    ((strokes[DRAWN[n % DRAWN.length]].length / 2) * STROKE_PERIOD) / period,
  );
  const end = Math.round(duration / period);
  return path.subarray(2 * (end - samples), 2 * end);
}

export const drawing: Experiment = {
  name: "drawing",
  about: "spirals and other figures in a curl field of 13 N·s/m",
  method: [
    `${DRAWN.join(", ")}, in turn: ${ROUNDS.null} rounds without field, ${ROUNDS.field} in it, ${ROUNDS.frozen} in it with all weights frozen, ${ROUNDS.washout} without. Errors are distances between the hand and where it should have been at that moment, root mean square over a figure.`,
    "A drawing is judged all the time and not where its deviation is largest, and its error without field is not nothing: so much is left when the field is fully met.",
  ],

  perform(laboratory, seed) {
    const run = (condition: string, learning: boolean, cerebellum = true) =>
      drawAll(laboratory, { seed, condition }, learning, cerebellum);
    const learner = run("learning", true);
    const control = run("control", false);
    const ataxic = run("lesioned", true, false);
    const last = (errors: readonly number[]): number => mean(errors.slice(-2 * DRAWN.length));
    const controlLast = last(control.errors.field);
    const spirals = { intact: learner, lesioned: ataxic };
    return {
      figures: {
        nullMm: mean(control.errors.null),
        controlLastMm: controlLast,
        firstMm: mean(learner.errors.field.slice(0, DRAWN.length)),
        lastMm: last(learner.errors.field),
        reductionPct: 100 * (1 - last(learner.errors.field) / controlLast),
        frozenReductionPct: 100 * (1 - last(learner.errors.frozen) / controlLast),
        washoutFirstMm: mean(learner.errors.washout.slice(0, DRAWN.length)),
        lesionedReductionPct:
          100 * (1 - last(ataxic.errors.field) / mean(ataxic.errors.field.slice(0, DRAWN.length))),
        ...Object.fromEntries(
          Object.entries(spirals).flatMap(([name, { spiral }]) =>
            Object.entries(spiral).map(([measure, value]) => [`spiral/${name}/${measure}`, value]),
          ),
        ),
      },
      curves: {
        learning: learner.all,
        control: control.all,
        lesioned: ataxic.all,
      },
      paths: {
        null: learner.paths.null,
        first: learner.paths.field.slice(0, DRAWN.length),
        last: learner.paths.field.slice(-DRAWN.length),
        washout: learner.paths.washout.slice(0, DRAWN.length),
        lesioned: ataxic.paths.null,
      },
    };
  },

  live: {
    measure: "error of the figure, with the way to it",
    unit: "mm",
    of: ({ hand, wish }) => 1000 * apart(hand, wish),
  },

  targets: [
    {
      figure: "reductionPct",
      atLeast: 90,
      meaning: "error of the last 6 figures, to no plasticity",
    },
    { figure: "frozenReductionPct", atLeast: 85, meaning: "the same with all weights frozen" },
    { figure: "lesionedReductionPct", atMost: 15, meaning: "reduction with the cerebellum off" },
  ],
  views: [
    {
      kind: "curves",
      caption: "**Error of each figure**, time-aligned.",
      x: "figure",
      y: { label: "r.m.s. error", unit: "mm" },
      curves: { learning: "learning", control: "no plasticity", lesioned: "cerebellum off" },
      marks: {
        "field on": DRAWN.length * ROUNDS.null,
        "field off": DRAWN.length * (ROUNDS.null + ROUNDS.field + ROUNDS.frozen),
      },
    },
    {
      kind: "paths",
      caption: "**Figures** of one seed.",
      paths: {
        null: "without field",
        first: "first in the field",
        last: "last in the field",
        washout: "first after it",
        lesioned: "cerebellum off",
      },
    },
  ],
};

function drawAll(
  laboratory: Laboratory,
  who: Pick<Subject, "seed" | "condition">,
  learning: boolean,
  cerebellum: boolean,
) {
  const { period } = laboratory;
  const rig = laboratory.subject({
    ...who,
    ...(learning ? { adaptation: { command: COMMAND_LEARNING } } : {}),
  });
  rig.brain.cerebellum = cerebellum;
  const trials = [
    ...rounds("null", learning),
    ...rounds("field", learning),
    ...rounds("frozen", false),
    ...rounds("washout", learning),
  ];
  const errors: Record<string, number[]> = { null: [], field: [], frozen: [], washout: [] };
  const paths: Record<string, Path[]> = { null: [], field: [], frozen: [], washout: [] };
  const all: number[] = [];
  let spiral = {};
  performTrials({
    rig,
    trials,
    onTrial: (record, n) => {
      const drawn = onFigure(record, record.hand, n, period);
      const asked = onFigure(record, record.wish, n, period);
      const error = 1000 * apart(drawn, asked);
      errors[record.phase].push(error);
      paths[record.phase].push({ drawn, asked });
      all.push(error);
      if (record.phase === "null" && DRAWN[n % DRAWN.length] === "spiral") {
        spiral = spiralMeasures(drawn, WORKSPACE.centre, 1 / period);
      }
    },
  });
  return { errors, paths, all, spiral };
}

/** Root mean square distance of two paths, moment by moment [m]. */
function apart(a: Float64Array, b: Float64Array): number {
  let squares = 0;
  for (let k = 0; k < a.length; k++) squares += (a[k] - b[k]) ** 2;
  return Math.sqrt(squares / (a.length / 2));
}
