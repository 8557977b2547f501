/**
 * Where jobs begin and end, one at a time. Nothing moves unless somebody begins one.
 *
 *   limp ──► starting ──► drawing ⇄ pausing, paused ──► stopping ──► limp
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { JobReport } from "../../../bridge/protocol/server-message.ts";
import type { JobControl } from "../../../plant/plotter/job-control.ts";
import { makeJobControl } from "../../../plant/plotter/job-control.ts";
import type { JobOrder } from "../../../plant/plotter/job-orders.ts";
import type { PlotterConfig } from "../../../plant/plotter/plotter.ts";
import type { Fault } from "../../../plant/plotter/safety.ts";
import { goHome } from "../go-home.ts";
import { sharedClock } from "../link-order.ts";
import type { MachineSteering } from "../machine-steering.ts";
import type { RemoteMachine } from "../remote-machine.ts";
import { runLive } from "../run-live.ts";
import type { PlannedDrawing } from "./planner.ts";

/** For the arm to come to rest, and how often a machine that lets go is looked at [ms]. */
const REST = 150;
const LOOK = 10;

type JobState = Omit<JobReport, "op" | "inkSheet">;

export interface JobDesk {
  readonly state: JobState;
  /** Of the job under way. */
  readonly control: JobControl | undefined;
  /** Since it began [s]. */
  readonly elapsed: number;
  /** Begins a job, or says why not. */
  begin(plan: PlannedDrawing): string | undefined;
  /** Passes an order on; an emergency stop is carried out whatever there is. */
  order(order: JobOrder): string | undefined;
}

type Prepared = Omit<MachineSteering, "home">;

export function makeJobDesk(
  machine: RemoteMachine,
  config: PlotterConfig,
  { steering, calibrations, keep }: Prepared,
): JobDesk {
  let stage: "limp" | "starting" | "drawing" | "stopping" = "limp";
  let control: JobControl | undefined;
  let plan: number | null = null;
  let ended: JobState["ended"] = null;
  let why: string | null = null;
  let began = 0;
  let factor = 1;
  let offset = 0;
  let wasCancelled = false;

  const carryOut = async ({ job }: PlannedDrawing): Promise<Fault | undefined> => {
    machine.rearm();
    const astray = await goHome(machine, config, calibrations);
    if (astray || wasCancelled) return astray;
    stage = "drawing";
    began = sharedClock();
    control = makeJobControl(job, { factor, offset });
    const fault = await runLive(machine, control, steering);
    if (!fault) await sleep(REST);
    return fault;
  };

  const finish = async (fault: Fault | undefined): Promise<void> => {
    const isCancelled = wasCancelled || control?.ended === "cancelled";
    ended = isCancelled ? "cancelled" : fault ? "fault" : "done";
    why = ended === "fault" && fault ? `The plotter stopped: ${fault.why}.` : null;
    stage = "stopping";
    machine.stop({ kind: "stopped", why: "the job is over" });
    while (machine.phase !== "limp") await sleep(LOOK);
    control = undefined;
    stage = "limp";
    keep();
  };

  return {
    get state() {
      const playing = control?.state;
      const isHeld = stage === "drawing" && (playing === "pausing" || playing === "paused");
      return {
        state: isHeld ? playing : stage,
        plan,
        speed: control?.factor ?? factor,
        penOffset: control?.offset ?? offset,
        ended,
        why,
      };
    },
    get control() {
      return control;
    },
    get elapsed() {
      return control ? sharedClock() - began : 0;
    },

    begin(drawing) {
      if (stage !== "limp") return "Expected to begin a job while there is none, found one.";
      if (machine.fault?.kind === "lost-link" || machine.fault?.kind === "error") {
        return `The plotter cannot be reached: ${machine.fault.why}. Start purkinje anew.`;
      }
      stage = "starting";
      plan = drawing.id;
      ended = null;
      why = null;
      wasCancelled = false;
      const broken = (error: unknown): Fault => ({
        kind: "error",
        why: error instanceof Error ? error.message : String(error),
      });
      void carryOut(drawing).catch(broken).then(finish);
      return undefined;
    },

    order(order) {
      if (order.op === "speed") factor = order.factor;
      if (order.op === "penHeight") offset = order.offset;
      control?.order(order);
      if (order.op === "stop" || order.op === "cancel") {
        if (stage === "limp") return undefined;
        wasCancelled ||= order.op === "cancel";
        const halt = order.op === "stop" ? "somebody pressed stop" : "the job was cancelled";
        machine.stop({ kind: "stopped", why: halt });
        return undefined;
      }
      const isSetting = order.op === "speed" || order.op === "penHeight";
      return control || isSetting
        ? undefined
        : `Expected a job that could be told to "${order.op}", found none.`;
    },
  };
}
