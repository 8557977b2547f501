/**
 * The steps of a calibration on a machine by the clock: home first, from wherever the arm is.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Machine } from "../machine/machine.ts";
import { goHome } from "../plotter/go-home.ts";
import type { RemoteMachine } from "../plotter/remote-machine.ts";
import { UserError } from "../user-error.ts";
import { liveBench } from "./benches.ts";
import type { CalibrationSteps, CarriedOut, Witness } from "./carry-out.ts";
import { carryOut, plainOf } from "./carry-out.ts";
import type { Bench } from "./hand.ts";

/** For the arm to come to rest [ms]. */
const REST = 150;

/** Throws a UserError if the machine has stopped. `note` is told what somebody should know, `overhear` puts an ear to what is sent. */
export async function calibrateLive(
  remote: RemoteMachine,
  machine: Machine,
  steps: CalibrationSteps,
  witness: Witness,
  note: (text: string) => void,
  overhear: (bench: Bench) => Bench = (bench) => bench,
): Promise<CarriedOut> {
  const fault = await goHome(remote, machine.config, plainOf(machine), note);
  if (fault) throw new UserError(`The plotter stopped: ${fault.why}. Nothing was stored.`, 3);
  const done = await carryOut(overhear(liveBench(remote)), machine, steps, witness);
  await sleep(REST);
  return done;
}
