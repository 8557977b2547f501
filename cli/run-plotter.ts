/**
 * `purkinje run --plant twin|plotter`: the plotter, live in the browser. Nothing moves before somebody presses Draw.
 */
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { InvalidArgumentError } from "commander";
import type { PaperSize } from "../bridge/drawing/arrange/placing.ts";
import { placePaper } from "../bridge/drawing/arrange/placing.ts";
import { startServer } from "../bridge/server/server.ts";
import type { MachineName } from "../plant/plotter/machines.ts";
import type { PenArm } from "../plant/plotter/pen-arm.ts";
import type { Rectangle } from "../plant/plotter/reach.ts";
import { reachOf } from "../plant/plotter/reach.ts";
import { openMachine } from "./machine/machine.ts";
import { number } from "./options.ts";
import { learnedPath } from "./plotter/machine-steering.ts";
import { openPilot } from "./plotter/pilot/pilot.ts";
import { drawingHttp } from "./plotter/show/drawing-http.ts";
import { InkSheet } from "./plotter/show/ink-sheet.ts";
import { makeJobDesk } from "./plotter/show/job-desk.ts";
import { makePlanner } from "./plotter/show/planner.ts";
import { plotterShow } from "./plotter/show/plotter-show.ts";
import { watchPlotter } from "./plotter/show/plotter-state.ts";
import type { SteeringOptions } from "./plotter/steering-options.ts";
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
  readonly machine: MachineName;
  readonly paper?: PaperSize;
  /** [m/s] */
  readonly speed: number;
  readonly steering: SteeringOptions["steering"];
  readonly learned?: string;
}

const FRAME_WINDOW = 3;
/** [m] */
const POSTCARD = [0.148, 0.105] as const;
/** Free at the edge of the reach or of the paper, and how far lines may be off [m]. */
const MARGIN = 0.005;
const TOLERANCE = 1e-4;

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
  const built = openMachine(name);
  const { config } = built;
  const pilot = await openPilot({
    machine: name,
    plant: { plant, seed, ...(port.serial !== undefined && { port: port.serial }) },
    steering: options.steering,
    learned: learnedPath(built, options, plant),
  });
  const ended = endOf(options.duration);
  const ink = new InkSheet();
  const desk = makeJobDesk(pilot);
  const state = watchPlotter(pilot, config, ink);
  const paper = sheetFor(config.arm, options.paper);
  const planner = makePlanner({
    machine: name,
    speed: options.speed,
    paper: { width: paper.width, height: paper.height, corner: [paper.x, paper.y] },
    margin: MARGIN,
    tolerance: TOLERANCE,
  });
  const show = plotterShow({
    hello: {
      version,
      session: randomUUID(),
      frameWindow: FRAME_WINDOW,
      plant,
      firmware: pilot.firmware,
      machine: name,
      paper,
    },
    arm: config.arm,
    desk,
    state,
    ink,
    planLine(line) {
      if (planner.isBusy) return "Another drawing is being planned; try again when it is done.";
      void planner.plan({ kind: "line", line }, "a stroke").then((plan) => {
        if (typeof plan !== "string") show.propose(plan);
      });
      return undefined;
    },
  });
  try {
    const server = await startServer({
      port: port.page,
      host: options.host,
      allowedHosts: options.allowHost,
      root: fileURLToPath(new URL("../viewer", import.meta.url)),
      page: "plotter.html",
      show,
      answer: drawingHttp(planner, show, ink),
    });
    const urls = server.urls.join("  ");
    process.stderr.write(`${pilot.firmware}\n`);
    process.stderr.write(`the plotter waits for a drawing: ${urls}   (Ctrl-C lets go of it)\n`);
    await ended;
    desk.order({ op: "stop" });
    await server.close();
  } catch (cause) {
    throw new UserError(cause instanceof Error ? cause.message : String(cause));
  } finally {
    await pilot.close();
  }
}

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
