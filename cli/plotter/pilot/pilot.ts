/**
 * A plotter that is controlled by another thread, as the main thread sees it: what is asked of it goes out at once, and how
 * it is comes a hundred times a second.
 */
import { Worker } from "node:worker_threads";
import type { JobControlOptions } from "../../../plant/plotter/job-control.ts";
import type { JobOrder } from "../../../plant/plotter/job-orders.ts";
import type { Fault } from "../../../plant/plotter/safety.ts";
import type { CalibrationSteps, CarriedOut } from "../../calibration/carry-out.ts";
import { UserError } from "../../user-error.ts";
import type { TwinSight } from "../real-time-twin.ts";
import type {
  CalibrationProgress,
  Drawn,
  Pass,
  PilotOptions,
  PilotReport,
  PilotRequest,
  PilotStatus,
  SentJob,
} from "./pilot-order.ts";

export interface Pilot {
  readonly firmware: string;
  /** The newest word about it. */
  readonly status: PilotStatus;
  /**
   * Takes the arm home and draws; resolves when the pen is home again, or with what stopped it. One at a time. The
   * arm stays there, powered, for another draw or a stop that comes at once.
   */
  draw(passes: readonly Pass[], start: JobControlOptions): Promise<Drawn>;
  /** Goes through the steps of a calibration; resolves at home, or with a sentence that says what stopped it. */
  calibrate(
    steps: CalibrationSteps,
    heard: (progress: CalibrationProgress) => void,
  ): Promise<CarriedOut | string>;
  /** Steers by the calibration that is in the machine's file now; while nothing moves. */
  reload(): void;
  /** For the job under way. */
  order(order: JobOrder): void;
  /** Pen up, then limp. It cannot be moved any more unless somebody rearms it. */
  stop(why: Fault): void;
  /** Somebody has asked for another job: what was stopped, and is limp, may move again. */
  rearm(): void;
  /** Puts on disk what was learnt; while nothing moves, for it waits for the disk. */
  keep(): void;
  /** `heard` is called with every status. */
  listen(heard: (status: PilotStatus) => void): void;
  /** `seen`, too, hears of everything that can be seen of a twin. */
  watch(seen: (sight: TwinSight) => void): void;
  /** Pen up, limp, and the port closed; resolves when all that is done. */
  close(): Promise<void>;
}

/** Resolves once the board has answered. */
export async function openPilot(options: PilotOptions): Promise<Pilot> {
  const thread = new Worker(new URL("./pilot-worker.js", import.meta.url), { workerData: options });
  // Not `once` of node:events, which takes an error for its own: what becomes of one is said below.
  const gone = new Promise<void>((resolve) => {
    thread.once("exit", () => resolve());
  });
  const ask = (request: PilotRequest): void => thread.postMessage(request);
  let status: PilotStatus = lostStatus(undefined);
  let heard = (_: PilotStatus): void => {};
  const watchers: ((sight: TwinSight) => void)[] = [];
  let finish: ((drawn: Drawn) => void) | undefined;
  let progressed = (_: CalibrationProgress): void => {};
  let calibrated: ((found: CarriedOut | string) => void) | undefined;
  let closing = false;
  const lose = (why: string): void => {
    const fault: Fault = { kind: "error", why };
    status = lostStatus(fault);
    finish?.({ fault, ended: undefined });
    calibrated?.(`The plotter stopped: ${why}. Nothing was stored.`);
  };
  const firmware = await new Promise<string>((resolve, reject) => {
    thread.on("message", (report: PilotReport) => {
      switch (report.kind) {
        case "ready": {
          resolve(report.firmware);
          break;
        }
        case "failed": {
          reject(new UserError(report.why, report.code));
          break;
        }
        case "status": {
          ({ status } = report);
          heard(status);
          break;
        }
        case "sight": {
          for (const seen of watchers) seen(report.sight);
          break;
        }
        case "drawn": {
          finish?.(report.drawn);
          break;
        }
        case "calibrating": {
          progressed(report.progress);
          break;
        }
        case "calibrated": {
          calibrated?.(report.found);
          break;
        }
        case "note": {
          process.stderr.write(`${report.text}\n`);
          break;
        }
      }
    });
    // The process of the line notices as well, lifts the pen and lets go.
    thread.on("error", (error) => {
      lose(`the control of the plotter has failed (${error.message})`);
      reject(error);
    });
    thread.once("exit", () => {
      if (!closing) lose("the control of the plotter has ended");
      reject(new UserError("The control of the plotter ended before the board had answered."));
    });
  });

  return {
    firmware,
    get status() {
      return status;
    },
    draw(passes, start) {
      return new Promise((resolve) => {
        finish = resolve;
        const sent = passes.map(({ job, holds }) => ({ job: sentOf(job), holds }));
        ask({ op: "draw", passes: sent, start });
      });
    },
    calibrate(steps, heard) {
      return new Promise((resolve) => {
        calibrated = resolve;
        progressed = heard;
        ask({ op: "calibrate", steps });
      });
    },
    reload: () => ask({ op: "reload" }),
    order: (order) => ask({ op: "order", order }),
    stop: (fault) => ask({ op: "stop", fault }),
    rearm: () => ask({ op: "rearm" }),
    keep: () => ask({ op: "keep" }),
    listen: (hearer) => {
      heard = hearer;
    },
    watch: (watcher) => void watchers.push(watcher),
    async close() {
      closing = true;
      ask({ op: "close" });
      await gone;
    },
  };
}

const lostStatus = (fault: Fault | undefined): PilotStatus => ({
  phase: "limp",
  fault,
  angles: undefined,
  pass: undefined,
  hand: undefined,
});

function sentOf({ settings: { arm: _, ...settings }, ...job }: Pass["job"]): SentJob {
  return { ...job, settings };
}
