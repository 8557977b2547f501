/**
 * Where jobs begin and end, one at a time. Nothing moves unless somebody begins one.
 *
 *   limp ──► starting ──► drawing ⇄ pausing, paused ──► stopping ──► limp
 *               ▲            │ one that follows at once: the arm stays at home, powered, with the pen up
 *               └────────────┘
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { WaitsFor } from "../../../bridge/protocol/queue-message.ts";
import type { JobReport } from "../../../bridge/protocol/server-message.ts";
import type { JobOrder } from "../../../plant/plotter/job-orders.ts";
import type { QueuedPass } from "../passes.ts";
import type { Pilot } from "../pilot/pilot.ts";
import type { Drawn, PassStatus } from "../pilot/pilot-order.ts";

/** How often a machine that lets go is looked at [ms]. */
const LOOK = 10;

type JobState = Omit<JobReport, "op" | "inkSheet">;

/** How a job ended. */
export interface Ending {
  readonly how: NonNullable<JobState["ended"]>;
  /** A sentence, after a fault. */
  readonly why: string | undefined;
}

/** A job, and what its owner does meanwhile. */
export interface Work {
  /** Number of its plan. */
  readonly plan: number;
  readonly pass: QueuedPass;
  /** Hears how it is, a hundred times a second. */
  readonly look: (status: PassStatus) => void;
  /** It waits before a stroke, and not because somebody has said so: true if it shall go on by itself. */
  readonly holds: (stroke: number) => boolean;
  /** Called before it goes on from such a wait; rejects if it must not. */
  readonly release: (stroke: number) => Promise<void>;
  /** Called once, when it is over; what it returns begins at once. */
  readonly over: (ending: Ending) => Work | undefined;
}

export interface JobDesk {
  readonly state: JobState;
  /** Begins what `make` makes, or says why not. */
  begin(make: () => Work): string | undefined;
  /** Passes an order on; an emergency stop is carried out whatever there is. */
  order(order: JobOrder): string | undefined;
  /** Somebody has changed what it waits for. */
  changed(what: NonNullable<WaitsFor>["what"]): string | undefined;
  /** Hears the pilot's word. */
  hear(pass: PassStatus | undefined): void;
  /** Resolves when nothing is under way any more. */
  rest(): Promise<void>;
}

/** `whyNot`: a sentence, while the machine belongs to somebody else. */
export function makeJobDesk(pilot: Pilot, whyNot: () => string | undefined): JobDesk {
  let stage: "limp" | "working" | "stopping" = "limp";
  let plan: number | null = null;
  let work: Work | undefined;
  let ended: JobState["ended"] = null;
  let why: string | null = null;
  let factor = 1;
  let offset = 0;
  let wasCancelled = false;
  /** The stroke before which it is held, once its owner has been told. */
  let heldAt: number | undefined;
  let isReleasing = false;
  let resting = Promise.resolve();

  const perform = async (first: Work): Promise<void> => {
    let next: Work | undefined = first;
    while (next) {
      work = next;
      plan = next.plan;
      heldAt = undefined;
      isReleasing = false;
      const drawn = await pilot.draw([next.pass], { factor, offset });
      const ending = endingOf(drawn);
      ended = ending.how;
      why = ending.why ?? null;
      next = next.over(ending);
    }
    work = undefined;
    stage = "stopping";
    pilot.stop({ kind: "stopped", why: "the job is over" });
    while (pilot.status.phase !== "limp") await sleep(LOOK);
    stage = "limp";
    pilot.keep();
  };

  const endingOf = ({ fault, ended: by }: Drawn): Ending => {
    if (wasCancelled || by === "cancelled") return { how: "cancelled", why: undefined };
    if (!fault) return { how: "done", why: undefined };
    return { how: "fault", why: `The plotter stopped: ${fault.why}.` };
  };

  const release = async (held: Work, stroke: number): Promise<void> => {
    if (isReleasing) return;
    isReleasing = true;
    try {
      await held.release(stroke);
      if (work === held) pilot.order({ op: "resume" });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      pilot.stop({ kind: "stopped", why: why.replace(/\.$/, "") });
    }
  };

  const waitsFor = (): WaitsFor => {
    if (!work || isReleasing || heldAt === undefined) return null;
    return work.pass.waits.get(heldAt) ?? null;
  };

  return {
    get state() {
      const { pass } = pilot.status;
      const wish = waitsFor();
      const isHeld = pass?.state === "pausing" || pass?.state === "paused";
      const isOwn = isHeld && pass.holdsAt !== undefined && !wish;
      const begins = !pass || (isOwn && pass.holdsAt === 0);
      const working: JobState["state"] = begins
        ? "starting"
        : isHeld && !isOwn
          ? pass.state
          : "drawing";
      return {
        state: stage === "working" ? working : stage,
        plan,
        speed: pass?.factor ?? factor,
        penOffset: pass?.offset ?? offset,
        ended,
        why,
        waitsFor: wish,
      };
    },

    begin(make) {
      if (stage !== "limp") return "Expected to begin a job while there is none, found one.";
      const taken = whyNot();
      if (taken !== undefined) return taken;
      const { fault } = pilot.status;
      if (fault?.kind === "lost-link" || fault?.kind === "error") {
        return `The plotter cannot be reached: ${fault.why}. Start purkinje anew.`;
      }
      stage = "working";
      ended = null;
      why = null;
      wasCancelled = false;
      pilot.rearm();
      resting = perform(make());
      return undefined;
    },

    order(order) {
      if (order.op === "speed") factor = order.factor;
      if (order.op === "penHeight") offset = order.offset;
      const wish = waitsFor();
      // There may be a hand on the paper.
      if ((order.op === "resume" || order.op === "repeatStroke") && wish) {
        return `It waits for the ${wish.what} for ${wish.name}: say that it is changed.`;
      }
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

    changed(what) {
      const wish = waitsFor();
      if (!work || heldAt === undefined || wish?.what !== what) {
        return `Expected a machine that waits for another ${what}, found one that does not.`;
      }
      void release(work, heldAt);
      return undefined;
    },

    hear(pass) {
      if (!(work && pass)) return;
      work.look(pass);
      if (pass.holdsAt === heldAt) return;
      heldAt = pass.holdsAt;
      isReleasing = false;
      if (heldAt !== undefined && work.holds(heldAt)) void release(work, heldAt);
    },

    rest: () => resting,
  };
}
