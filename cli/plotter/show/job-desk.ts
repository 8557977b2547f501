/**
 * Where jobs begin and end, one at a time. Nothing moves unless somebody begins one.
 *
 *   limp ──► starting ──► drawing ⇄ pausing, paused ──► stopping ──► limp
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { JobReport } from "../../../bridge/protocol/server-message.ts";
import type { JobOrder } from "../../../plant/plotter/job-orders.ts";
import type { Pilot } from "../pilot/pilot.ts";
import type { Drawn } from "../pilot/pilot-order.ts";
import type { PlannedDrawing } from "./planner.ts";

/** How often a machine that lets go is looked at [ms]. */
const LOOK = 10;

type JobState = Omit<JobReport, "op" | "inkSheet">;

export interface JobDesk {
  readonly state: JobState;
  /** Begins a job, or says why not. */
  begin(plan: PlannedDrawing): string | undefined;
  /** Passes an order on; an emergency stop is carried out whatever there is. */
  order(order: JobOrder): string | undefined;
}

/** `whyNot`: a sentence, while the machine belongs to somebody else. */
export function makeJobDesk(pilot: Pilot, whyNot: () => string | undefined): JobDesk {
  let stage: "limp" | "working" | "stopping" = "limp";
  let plan: number | null = null;
  let ended: JobState["ended"] = null;
  let why: string | null = null;
  let factor = 1;
  let offset = 0;
  let wasCancelled = false;

  const finish = async ({ fault, ended: by }: Drawn): Promise<void> => {
    const isCancelled = wasCancelled || by === "cancelled";
    ended = isCancelled ? "cancelled" : fault ? "fault" : "done";
    why = ended === "fault" && fault ? `The plotter stopped: ${fault.why}.` : null;
    stage = "stopping";
    pilot.stop({ kind: "stopped", why: "the job is over" });
    while (pilot.status.phase !== "limp") await sleep(LOOK);
    stage = "limp";
    pilot.keep();
  };

  return {
    get state() {
      const { pass } = pilot.status;
      const isHeld = pass?.state === "pausing" || pass?.state === "paused";
      const working: JobState["state"] = isHeld ? pass.state : pass ? "drawing" : "starting";
      return {
        state: stage === "working" ? working : stage,
        plan,
        speed: pass?.factor ?? factor,
        penOffset: pass?.offset ?? offset,
        ended,
        why,
      };
    },

    begin(drawing) {
      if (stage !== "limp") return "Expected to begin a job while there is none, found one.";
      const taken = whyNot();
      if (taken !== undefined) return taken;
      const { fault } = pilot.status;
      if (fault?.kind === "lost-link" || fault?.kind === "error") {
        return `The plotter cannot be reached: ${fault.why}. Start purkinje anew.`;
      }
      stage = "working";
      plan = drawing.id;
      ended = null;
      why = null;
      wasCancelled = false;
      pilot.rearm();
      void pilot.draw([{ job: drawing.job, holds: [] }], { factor, offset }).then(finish);
      return undefined;
    },

    order(order) {
      if (order.op === "speed") factor = order.factor;
      if (order.op === "penHeight") offset = order.offset;
      pilot.order(order);
      if (order.op === "stop" || order.op === "cancel") {
        if (stage === "limp") return undefined;
        wasCancelled ||= order.op === "cancel";
        const halt = order.op === "stop" ? "somebody pressed stop" : "the job was cancelled";
        pilot.stop({ kind: "stopped", why: halt });
        return undefined;
      }
      const isSetting = order.op === "speed" || order.op === "penHeight";
      return pilot.status.pass || isSetting
        ? undefined
        : `Expected a job that could be told to "${order.op}", found none.`;
    },
  };
}
