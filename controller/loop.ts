/**
 * The control loop: sense → predict → decide → limit → act, as one RxJS stream.
 *
 * The loop may tick faster than the brain thinks. The body is advanced on every tick; the brain, whose
 * weights belong to the period that they were trained at, decides on the first tick of each of its own
 * periods and its command is held in between. The same stream runs on the wall clock and in virtual
 * time; only the ticks differ.
 *
 * Where a command is not a number the body is let go, and it should end: the last resort.
 */
import type { Observable } from "rxjs";
import { finalize, map } from "rxjs";
import type { CommandLimits } from "../plant/limits.ts";
import { guardCommand } from "../plant/limits.ts";
import type { Plant } from "../plant/plant.ts";
import type { ReadonlyVec } from "../plant/vec.ts";
import type { Brain } from "./brain.ts";
import type { Tick } from "./clock.ts";
import type { Fallback } from "./fallback/fallback.ts";
import { NONE } from "./fallback/fallback.ts";
import type { Probe } from "./stages.ts";
import { ACT, BODY, noProbe, SENSE } from "./stages.ts";

/** One turn of the loop. Borrowed: the next turn overwrites it, so copy what you keep. */
export interface Turn {
  readonly tick: Tick;
  /** What the senses said when the brain last decided [2n + 1]. */
  readonly senses: ReadonlyVec;
  /** What is being commanded. */
  readonly command: ReadonlyVec;
  /** Whether the brain decided in this turn. */
  readonly decided: boolean;
  /** Why the brain is not in charge: place in CAUSES (fallback.ts). */
  readonly cause: number;
  /** The command was not a number: the body has been let go, and the loop should end. */
  readonly fault: boolean;
}

export interface LoopParts {
  readonly ticks: Observable<Tick>;
  readonly plant: Plant;
  readonly brain: Brain;
  /** Stands in for the brain where it cannot be trusted; without it, a bad command is a fault. */
  readonly fallback?: Fallback | undefined;
  /** Period at which the brain decides [s]; a whole multiple of the loop's. */
  readonly brainPeriod: number;
  readonly limits: CommandLimits;
  /** Called before the brain decides: the place to hand it new goals and settings. */
  readonly prepare?: (now: number) => void;
  /** Is told what has been done in a decision, stage by stage. */
  readonly probe?: Probe | undefined;
}

const NO_TICK: Tick = { index: 0, due: 0, at: 0, late: 0, dt: 0, missed: 0, overruns: 0, spent: 0 };

/** Runs on subscription; unsubscribing, completion and errors all let the body go limp. */
export function controlLoop(parts: LoopParts): Observable<Turn> {
  const { ticks, plant, brain, fallback, brainPeriod, limits } = parts;
  const { prepare = () => {}, probe = noProbe } = parts;
  const senses = new Float64Array(2 * plant.joints + 1);
  const command = new Float64Array(plant.commands);
  const held = new Float64Array(plant.commands);
  const turn = {
    tick: NO_TICK,
    senses,
    command: held,
    decided: false,
    cause: NONE,
    fault: false,
  };
  /** When the brain last decided [s]: in an array, for a captured `let` boxes every double. */
  const decidedAt = new Float64Array(1);
  /** Of the brain's: the first one passes without a decision, so that all rates decide alike. */
  let period = 0;

  return ticks.pipe(
    map((tick): Turn => {
      turn.tick = tick;
      const now = Math.floor(tick.due / brainPeriod + 1e-9);
      turn.decided = now !== period && !turn.fault;
      if (turn.decided) probe.begin();
      plant.advance(tick);
      if (turn.decided) {
        probe.mark(BODY);
        period = now;
        prepare(tick.at);
        plant.sense(senses);
        probe.mark(SENSE);
        if (fallback === undefined) brain.step(command, senses, tick.at);
        else {
          fallback.step(command, senses, tick);
          turn.cause = fallback.cause;
        }
        turn.fault = !guardCommand(command, held, tick.at - decidedAt[0], limits);
        decidedAt[0] = tick.at;
        held.set(command);
        brain.sent(held, tick.at);
        plant.actuate(held);
        probe.mark(ACT);
        probe.end();
      }
      return turn;
    }),
    finalize(() => plant.actuate(held.fill(0))),
  );
}
