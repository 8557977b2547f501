/**
 * Controls a plotter in a thread of its own: the loop of a hundred commands a second, the cerebellum, and the connection to
 * the process of the serial line. Whatever the main thread is busy with, planning, pages or a disk, commands are on time.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import type { JobControl, JobControlOptions } from "../../../plant/plotter/job-control.ts";
import { makeJobControl } from "../../../plant/plotter/job-control.ts";
import { MOMENT } from "../../../plant/plotter/timeline.ts";
import { calibrateLive } from "../../calibration/calibrate-live.ts";
import type { CalibrationSteps, CarriedOut } from "../../calibration/carry-out.ts";
import type { Bench } from "../../calibration/hand.ts";
import type { Machine } from "../../machine/machine.ts";
import { openMachine } from "../../machine/machine.ts";
import { UserError } from "../../user-error.ts";
import { goHome } from "../go-home.ts";
import { sharedClock } from "../link-order.ts";
import { machineSteering } from "../machine-steering.ts";
import { openPlotter } from "../open-plotter.ts";
import { runLive } from "../run-live.ts";
import { overheard } from "./overheard.ts";
import type {
  Drawn,
  Pass,
  PilotOptions,
  PilotReport,
  PilotRequest,
  PilotStatus,
  SentJob,
} from "./pilot-order.ts";
import { progressWitness } from "./progress-witness.ts";
import type { Standing } from "./standing.ts";
import { makeStanding } from "./standing.ts";

/** For the arm to come to rest after a job [ms]. */
const REST = 150;
/** How long it stays there, powered, for somebody to say what comes next [s]. */
const STAY = 5;
/** How often the main thread hears how things are [ms]. */
const REPORT_PERIOD = 10;

const report = (message: PilotReport): void => parentPort?.postMessage(message);
const note = (text: string): void => report({ kind: "note", text });

async function open({ machine: named, plant, steering: kind, learned }: PilotOptions) {
  let plotter = openMachine(named);
  const steeringOf = (as: Machine) => {
    const { steering, calibrations, keep } = machineSteering(as, { steering: kind }, learned);
    return { steering: overheard(steering), calibrations, keep };
  };
  let steered = steeringOf(plotter);
  const machine = await openPlotter(plant, plotter);
  const moment = new Float64Array(MOMENT);
  let control: JobControl | undefined;
  let pass = 0;
  let holdsAt: number | undefined;
  let began = 0;
  let hand: PilotStatus["hand"];
  let standing: { place: Standing; stayed: Promise<unknown> } | undefined;

  const play = async (
    passes: readonly Pass<SentJob>[],
    start: JobControlOptions,
  ): Promise<Drawn> => {
    const astray = (await leave())
      ? undefined
      : await goHome(machine, plotter.config, steered.calibrations, note);
    if (astray) return { fault: astray, ended: undefined };
    let before: JobControlOptions = start;
    for (const [index, { job, holds }] of passes.entries()) {
      const { arm } = plotter.config;
      const now = makeJobControl({ ...job, settings: { ...job.settings, arm } }, before);
      hasNews = true;
      pass = index;
      before = now;
      control = now;
      began = sharedClock();
      let looked = -1;
      const hold = (): void => {
        if (now.done !== looked && holds.includes(now.done)) {
          holdsAt = now.done;
          now.order({ op: "pause" });
        } else if (now.state === "playing") holdsAt = undefined;
        looked = now.done;
      };
      hold();
      const fault = await runLive(machine, now, steered.steering, hold);
      tell();
      if (fault) return { fault, ended: now.ended };
    }
    control?.read(moment, 0);
    stay();
    await sleep(REST);
    return { fault: undefined, ended: undefined };
  };

  const calibrate = async (steps: CalibrationSteps): Promise<CarriedOut> => {
    const overhear = (bench: Bench): Bench => ({
      ...bench,
      send(command) {
        hand = command;
        return bench.send(command);
      },
    });
    const witness = progressWitness(plotter, (progress) =>
      report({ kind: "calibrating", progress }),
    );
    return calibrateLive(machine, plotter, steps, witness, note, overhear);
  };

  /** At home after a job: whoever has another can begin at once. */
  const stay = (): void => {
    const place = makeStanding(moment, STAY);
    const stayed = runLive(machine, place, steered.steering);
    standing = { place, stayed };
    void stayed.then(() => {
      if (standing?.place === place) standing = undefined;
    });
  };
  /** Whether it was standing at home, and still has power. */
  const leave = async (): Promise<boolean> => {
    if (!standing) return false;
    const { place, stayed } = standing;
    place.leave();
    await stayed;
    return machine.phase === "live";
  };

  const tell = (): void => {
    control?.read(moment, 0);
    report({
      kind: "status",
      status: {
        phase: machine.phase,
        fault: machine.fault,
        angles: machine.angles(),
        pass: control && {
          pass,
          state: control.state,
          factor: control.factor,
          offset: control.offset,
          done: control.done,
          secondsLeft: control.secondsLeft,
          ended: control.ended,
          holdsAt,
          elapsed: sharedClock() - began,
          moment,
          pulses: steered.steering.pulses,
        },
        hand,
      },
    });
  };
  let hasNews = false;
  const remember = (): void => {
    try {
      if (hasNews) steered.keep();
      hasNews = false;
    } catch (error) {
      note(`what was learnt could not be kept: ${error instanceof Error ? error.message : error}`);
    }
  };
  const timer = setInterval(tell, REPORT_PERIOD);
  machine.watch((sight) => report({ kind: "sight", sight }));

  parentPort?.on("message", (request: PilotRequest) => {
    switch (request.op) {
      case "draw": {
        void play(request.passes, request.start)
          .catch((error: unknown): Drawn => {
            const why = error instanceof Error ? error.message : String(error);
            machine.stop({ kind: "error", why });
            return { fault: { kind: "error", why }, ended: undefined };
          })
          .then((drawn) => {
            control = undefined;
            holdsAt = undefined;
            tell();
            report({ kind: "drawn", drawn });
          });
        break;
      }
      case "calibrate": {
        void calibrate(request.steps)
          .catch((error: unknown): string => {
            const why = error instanceof Error ? error.message : String(error);
            if (machine.phase === "live") machine.stop({ kind: "error", why });
            return why;
          })
          .then((found) => {
            hand = undefined;
            tell();
            report({ kind: "calibrated", found });
          });
        break;
      }
      case "reload": {
        remember();
        // How the machine is wired stays as it is on the line.
        plotter = { ...plotter, calibration: openMachine(named).calibration };
        steered = steeringOf(plotter);
        break;
      }
      case "order": {
        control?.order(request.order);
        break;
      }
      case "stop": {
        machine.stop(request.fault);
        break;
      }
      case "rearm": {
        machine.rearm();
        break;
      }
      case "keep": {
        remember();
        break;
      }
      case "close": {
        void machine.close().then(() => {
          clearInterval(timer);
          tell();
          remember();
          parentPort?.close();
        });
        break;
      }
    }
  });
  report({ kind: "ready", firmware: machine.firmware });
}

try {
  await open(workerData);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  report({ kind: "failed", why: error.message, code: error.code });
  parentPort?.close();
}
