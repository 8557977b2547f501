/**
 * What a brain can do, measured in virtual time: centre-out reaches and drawings under late and noisy
 * senses, with its cerebellum and without.
 */
import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { controlLoop } from "../../controller/loop.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import { median } from "../movement-score.ts";
import type { Goal } from "../tasks/programme.ts";
import { allFigures, centreOutRound } from "../tasks/programme.ts";
import { observe } from "./observer.ts";
import type { RigOptions } from "./rig.ts";
import { makeRig } from "./rig.ts";

export interface Performance {
  /** Medians over the reaches outwards [mm]. */
  readonly endpointErrorMm: number;
  readonly pathRmsMm: number;
  readonly reaches: number;
  /** Over all figures, time-aligned: root mean square, and the largest distance seen [mm]. */
  readonly drawingRmsMm: number;
  readonly drawingMaxMm: number;
  /** The cerebellum's prediction of the hand, over all of the above [mm]. */
  readonly predictionRmsMm: number;
}

export interface PerformanceOptions extends Omit<RigOptions, "period"> {
  readonly cerebellum: boolean;
  /** Rounds of centre-out reaches, eight targets each. */
  readonly rounds: number;
}

/** Time between two goals [s]. */
const REST = 0.5;
const PERIOD = 0.001;

/** Reaches, then every figure. The cerebellum goes on learning meanwhile, so its weights change. */
export function measurePerformance(options: PerformanceOptions): Performance {
  const rig = makeRig({ ...options, period: PERIOD });
  const { brain, plant } = rig;
  brain.cerebellum = options.cerebellum;
  const goals: Goal[] = [
    ...Array.from({ length: options.rounds }, centreOutRound).flat(),
    ...allFigures(),
  ];
  const observer = observe(rig, options.arm);
  const hand = new Float64Array(2);
  const believed = new Float64Array(2);
  let misjudged = 0;
  let decisions = 0;
  let next = 0;
  let over = false;

  controlLoop({
    ...rig,
    ticks: fixedRate({ timer: virtualTimer(), period: PERIOD, stop: () => over }),
    prepare: (now) => {
      if (now < brain.goals.endsAt() + REST) return;
      if (next === goals.length) over = true;
      else observer.begin(now, goals[next++]);
    },
  }).subscribe(({ decided, tick }) => {
    if (!decided) return;
    observer.see(tick.at);
    forwardKinematics(hand, plant.truth, options.arm);
    forwardKinematics(believed, brain.estimate, options.arm);
    misjudged += (hand[0] - believed[0]) ** 2 + (hand[1] - believed[1]) ** 2;
    decisions++;
  });

  const { reaches, strokes } = observer;
  return {
    endpointErrorMm: 1000 * median(reaches.map((reach) => reach.endpointError)),
    pathRmsMm: 1000 * median(reaches.map((reach) => reach.pathRms)),
    reaches: reaches.length,
    drawingRmsMm:
      1000 *
      Math.sqrt(
        strokes.reduce((sum, stroke) => sum + stroke.pathRms ** 2 * stroke.samples, 0) /
          strokes.reduce((sum, stroke) => sum + stroke.samples, 0),
      ),
    drawingMaxMm: 1000 * Math.max(...strokes.map((stroke) => stroke.pathMax)),
    predictionRmsMm: 1000 * Math.sqrt(misjudged / decisions),
  };
}
