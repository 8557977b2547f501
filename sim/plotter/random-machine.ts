/**
 * Plotters as they are built: each from the same plan, none like another.
 *
 * - gain ± 3 %, mounting ± 3°, a non-linearity of up to ± 0.6°: what is left after a servo has been
 *   screwed onto its spline (24 or 25 teeth are 15° apart) and centred by eye; the last is an assumption
 * - every length of the linkage ± 1 mm: cut and drilled by hand
 * - 1.5° at reversal, as BrachioGraph's authors measured: a third dead-band of the controller, the rest play of
 *   gears and horn
 * - jitter ± 5 µs: a software-timed pulse (Trandi 2015), besides what the emulated firmware does itself
 * - lag 40 ms, slew 400°/s: an SG90 without load is specified 0.1 s for 60° at 4.8 V, and 600°/s is the most
 */
import { lengthsOf, withLengths } from "../../plant/plotter/linkage-lengths.ts";
import type { Linkage } from "../../plant/plotter/machines.ts";
import { penArmOf } from "../../plant/plotter/machines.ts";
import type { PenFlaws } from "../../plant/plotter/pen.ts";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import type { ServoFlaws } from "../../plant/plotter/servo.ts";
import type { Random } from "../random.ts";

export interface MachineFlaws {
  /** The linkage as it was really built. */
  readonly arm: PenArm;
  readonly joints: readonly [ServoFlaws, ServoFlaws];
  readonly pen: PenFlaws;
  /** Of a potentiometer, read once [rad]. */
  readonly potNoise: number;
}

const DEGREE = Math.PI / 180;
const LAG = 0.04;
const SLEW = 400 * DEGREE;
/** 10 µs a degree. */
const PEN_SLEW = 4000;

/** A machine that is exactly as it was meant to be, and follows at once. */
export const perfectMachine = ({ arm }: PlotterConfig): MachineFlaws => {
  const servo: ServoFlaws = {
    gain: 0,
    offset: 0,
    sine: 0,
    lag: 1e-4,
    slew: 1e4,
    deadBand: 0,
    play: 0,
    jitter: 0,
  };
  return {
    arm,
    joints: [servo, servo],
    pen: { lag: LAG, slew: PEN_SLEW },
    potNoise: 0,
  };
};

/** A machine built by the plan `linkage`, as well as people build. */
export function randomMachine(linkage: Linkage, random: Random): MachineFlaws {
  const within = (bound: number): number => (2 * random.uniform() - 1) * bound;
  const servo = (): ServoFlaws => ({
    gain: within(0.03),
    offset: within(3 * DEGREE),
    sine: within(0.6 * DEGREE),
    lag: LAG,
    slew: SLEW,
    deadBand: 0.5 * DEGREE,
    play: 1 * DEGREE,
    jitter: 5,
  });
  return {
    arm: penArmOf(
      withLengths(
        linkage,
        lengthsOf(linkage).map((length) => length + within(0.001)),
      ),
    ),
    joints: [servo(), servo()],
    pen: { lag: LAG, slew: PEN_SLEW },
    potNoise: 0.15 * DEGREE,
  };
}
