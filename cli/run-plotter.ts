/**
 * `purkinje run --plant twin|plotter`: the plotter, live in the browser. Nothing moves before somebody presses Draw.
 */
import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidArgumentError } from "commander";
import type { PaperSize } from "../bridge/drawing/arrange/placing.ts";
import { placePaper } from "../bridge/drawing/arrange/placing.ts";
import type { PlotterHello } from "../bridge/protocol/server-message.ts";
import { startServer } from "../bridge/server/server.ts";
import type { Linkage } from "../plant/plotter/machines.ts";
import type { PenArm } from "../plant/plotter/pen-arm.ts";
import type { Rectangle } from "../plant/plotter/reach.ts";
import { reachOf } from "../plant/plotter/reach.ts";
import { makeRuler } from "./calibration/ruler.ts";
import { isBuiltIn, machinePath, openMachine } from "./machine/machine.ts";
import { ensureMachineFile } from "./machine/store-calibration.ts";
import { number } from "./options.ts";
import { readJournal } from "./plotter/journal.ts";
import { learnedPath } from "./plotter/machine-steering.ts";
import { openPilot } from "./plotter/pilot/pilot.ts";
import type { QueueDeskOptions } from "./plotter/queue/queue-desk.ts";
import { makeQueueDesk } from "./plotter/queue/queue-desk.ts";
import { openQueueStore } from "./plotter/queue/queue-store.ts";
import { makeCalibrationDesk } from "./plotter/show/calibration/calibration-desk.ts";
import { watchMarks } from "./plotter/show/calibration/twin-marks.ts";
import { CALIBRATING, withCalibration } from "./plotter/show/calibration/with-calibration.ts";
import { drawingHttp } from "./plotter/show/drawing-http.ts";
import { InkSheet } from "./plotter/show/ink-sheet.ts";
import { makeJobDesk } from "./plotter/show/job-desk.ts";
import { makePlanner } from "./plotter/show/planner.ts";
import { plotterShow } from "./plotter/show/plotter-show.ts";
import { watchPlotter } from "./plotter/show/plotter-state.ts";
import type { SteeringOptions } from "./plotter/steering-options.ts";
import { journalPath } from "./plotter/unfinished.ts";
import { UserError } from "./user-error.ts";
import { version } from "./version.ts";

/** Of the page, and of the plotter's line. */
export interface Ports {
  readonly page: number;
  readonly serial?: string;
}

export interface RunPlotterOptions {
  readonly plant: "twin" | "plotter";
  readonly port: Ports;
  readonly host: string;
  readonly allowHost: readonly string[];
  readonly seed: number;
  readonly duration: number;
  /** Its name or file. */
  readonly machine: string;
  readonly paper?: PaperSize;
  /** [m/s]; the machine's own, or 30 mm/s, if nobody says. */
  readonly speed?: number;
  readonly steering: SteeringOptions["steering"];
  readonly learned?: string;
}

const FRAME_WINDOW = 3;
/** [m] */
const POSTCARD = [0.148, 0.105] as const;
/** Free at the edge of the reach or of the paper, and how far lines may be off [m]. */
const MARGIN = 0.005;
const TOLERANCE = 1e-4;
/** [m/s] */
const SPEED = 0.03;

const pagePort = number({ min: 0, max: 65535, integer: true });

/** `--port` may be given twice: a number is the page's, anything that names a device the plotter's. */
export function parsePort(text: string, before: Ports): Ports {
  if (/^\d+$/.test(text) || !/[/\\]|^COM\d+$/i.test(text)) {
    return { ...before, page: pagePort(text) };
  }
  if (before.serial !== undefined) {
    throw new InvalidArgumentError(`Expected one serial port, found ${before.serial} and ${text}.`);
  }
  return { ...before, serial: text };
}

export async function runPlotter(options: RunPlotterOptions): Promise<void> {
  const { plant, seed, port, machine: name } = options;
  if (!isBuiltIn(name) && ensureMachineFile(machinePath(name))) {
    process.stderr.write(`made ${machinePath(name)}, a brachiograph as it is planned\n`);
  }
  const built = openMachine(name);
  const { config } = built;
  const learned = learnedPath(built, options, plant);
  const complain = (text: string): void => void process.stderr.write(`note: ${text}\n`);
  const store = openQueueStore(built, complain);
  // What is wrong with a journal is said before there is a machine to let go of.
  readJournal(journalPath(built));
  const pilot = await openPilot({
    machine: name,
    plant: { plant, seed, ...(port.serial !== undefined && { port: port.serial }) },
    steering: options.steering,
    learned,
  });
  const ended = endOf(options.duration);
  const ink = new InkSheet();
  const desk = makeJobDesk(pilot, () => (calibration.isMoving ? CALIBRATING : undefined));
  const paper = sheetFor(config.arm, options.paper);
  const planner = makePlanner({ machine: name, learned }, config.arm);
  const queue = makeQueueDesk({
    desk,
    planner,
    store,
    ink,
    journal: journalPath(built),
    run: wishOf(options, { paper, speed: options.speed ?? built.speed ?? SPEED }),
    machine: name,
    complain,
  });
  const state = watchPlotter(pilot, config, ink, desk.hear, () => queue.before);
  const calibration = makeCalibrationDesk({
    pilot,
    named: name,
    marks: watchMarks(pilot),
    ruler: makeRuler(seed),
    changed: queue.planAnew,
  });
  const bare = plotterShow({
    hello: {
      version,
      session: randomUUID(),
      frameWindow: FRAME_WINDOW,
      plant,
      firmware: pilot.firmware,
      machine: isBuiltIn(name) ? name : basename(built.beside),
      linkage: sentOf(built.linkage),
      paper,
    },
    arm: config.arm,
    desk,
    state,
    ink,
    queue,
  });
  const show = withCalibration(bare, {
    calibration,
    isDrawing: () => queue.isBusy,
    newPaper: () => bare.request({ op: "newPaper" }),
  });
  try {
    const server = await startServer({
      port: port.page,
      host: options.host,
      allowedHosts: options.allowHost,
      root: fileURLToPath(new URL("../viewer", import.meta.url)),
      page: "plotter.html",
      show,
      answer: drawingHttp(planner, queue, ink),
    });
    const urls = server.urls.join("  ");
    process.stderr.write(`${pilot.firmware}\n`);
    process.stderr.write(`the plotter waits for a drawing: ${urls}   (Ctrl-C lets go of it)\n`);
    await ended;
    desk.order({ op: "stop" });
    calibration.stop();
    await queue.close();
    await server.close();
  } catch (cause) {
    throw new UserError(cause instanceof Error ? cause.message : String(cause));
  } finally {
    await pilot.close();
  }
}

/** How drawings of this run are drawn. */
function wishOf(
  { plant, port, seed, steering }: RunPlotterOptions,
  { paper, speed }: { readonly paper: Rectangle; readonly speed: number },
): QueueDeskOptions["run"] {
  return {
    font: "readable",
    paper: { width: paper.width, height: paper.height, corner: [paper.x, paper.y] },
    rotate: 0,
    margin: MARGIN,
    actualSize: false,
    speed,
    layers: "auto",
    fills: true,
    tolerance: TOLERANCE,
    steering,
    repeats: 1,
    plant,
    ...(port.serial !== undefined && { port: port.serial }),
    seed,
  };
}

/** Typed arrays do not survive JSON as such. */
function sentOf(linkage: Linkage): PlotterHello["linkage"] {
  const { lowest, highest, home } = linkage.geometry;
  const ends = {
    lowest: [lowest[0] ?? 0, lowest[1] ?? 0],
    highest: [highest[0] ?? 0, highest[1] ?? 0],
    home: [home[0], home[1]],
  } satisfies Partial<PlotterHello["linkage"]["geometry"]>;
  return linkage.name === "brachiograph"
    ? { name: linkage.name, geometry: { ...linkage.geometry, ...ends } }
    : { name: linkage.name, geometry: { ...linkage.geometry, ...ends, ...halves(linkage) } };
}

const halves = ({ geometry }: Extract<Linkage, { name: "pantograph" }>) => ({
  proximal: [geometry.proximal[0], geometry.proximal[1]] satisfies [number, number],
  distal: [geometry.distal[0], geometry.distal[1]] satisfies [number, number],
});

/** The paper that was named, or else the largest of a postcard's shape. */
function sheetFor(arm: PenArm, paper: PaperSize | undefined): Rectangle {
  const reach = reachOf(arm);
  if (paper) return placePaper(paper, reach);
  const [width, height] = POSTCARD;
  return reach.largest(width, height) ?? placePaper({ width, height }, reach);
}

/** Resolves on Ctrl-C, however often it is pressed, on SIGTERM, and after `duration` [s] unless that is 0. */
function endOf(duration: number): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
    if (duration > 0) setTimeout(resolve, 1000 * duration).unref();
  });
}
