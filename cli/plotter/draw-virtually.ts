/**
 * Carries out a plan on the twin in virtual time, and measures the ink.
 */
import type { Job } from "../../plant/plotter/job.ts";
import type { Fault } from "../../plant/plotter/safety.ts";
import type { InkError } from "../../sim/metrics/ink-error.ts";
import { randomMachine } from "../../sim/plotter/random-machine.ts";
import { makeRandom } from "../../sim/random.ts";
import type { Machine } from "../machine/machine.ts";
import { UserError } from "../user-error.ts";
import { learnedPath, machineSteering } from "./machine-steering.ts";
import type { SteeringOptions } from "./steering-options.ts";
import { drawVirtually } from "./virtual-drawing.ts";
import type { VirtualPlotter } from "./virtual-plotter.ts";
import { openVirtualPlotter } from "./virtual-plotter.ts";

/** What a shell gets when the plotter stopped before its time. */
export const STOPPED = 3;

export interface VirtualReport extends InkError {
  /** How long the last repeat took, in virtual time. */
  readonly seconds: number;
  readonly engine: string;
  readonly firmware: string;
  /** Pulses seen on the servos' pins, and how many of them were outside the limits. */
  readonly pulses: number;
  readonly pulsesOutside: number;
  readonly repeats: readonly (InkError & { readonly seconds: number })[];
}

/** The twin in virtual time, as `machine` is wired, with the flaws that `seed` determines. */
export function openVirtualMachine(
  { config, linkage }: Machine,
  seed: number,
): Promise<VirtualPlotter> {
  const random = makeRandom(seed);
  return openVirtualPlotter({ config, flaws: randomMachine(linkage, random), random });
}

/** On the twin whose flaws `seed` determines. */
export async function drawPlanVirtually(
  job: Job,
  machine: Machine,
  options: SteeringOptions & { readonly seed: number },
): Promise<VirtualReport> {
  const { config } = machine;
  const { steering, home, keep } = machineSteering(
    machine,
    options,
    learnedPath(machine, options, "twin"),
  );
  const plotter = await openVirtualMachine(machine, options.seed);
  plotter.machine.engage(home);
  const repeats = Array.from({ length: options.repeats }, () => {
    const { error, seconds, fault } = drawVirtually(plotter, job, steering);
    complain(fault);
    return { ...error, seconds };
  });
  keep();
  const last = repeats.at(-1);
  if (!last) throw new RangeError(`expected one repeat or more, found ${options.repeats}`);
  const { pulses } = plotter.twin.board;
  return {
    ...last,
    engine: "avr8js",
    firmware: plotter.machine.firmware,
    pulses: [...config.joints, config.pen].reduce((sum, { pin }) => sum + pulses.count(pin), 0),
    pulsesOutside: pulses.outside.length,
    repeats,
  };
}

function complain(fault: Fault | undefined): void {
  if (fault) throw new UserError(`The plotter stopped: ${fault.why}.`, STOPPED);
}
