/** A plotter as the server shows it: its greeting, its news, its frames, and what may be asked of it. */
import { unreachable } from "../../../bridge/protocol/client-message.ts";
import { encodePlotterFrame } from "../../../bridge/protocol/plotter-frame.ts";
import type {
  PlanSummary,
  PlotterHello,
  ServerMessage,
} from "../../../bridge/protocol/server-message.ts";
import type { Outcome, Request, Show } from "../../../bridge/server/show.ts";
import type { PenArm } from "../../../plant/plotter/pen-arm.ts";
import type { InkSheet } from "./ink-sheet.ts";
import type { JobDesk } from "./job-desk.ts";
import type { PlannedDrawing } from "./planner.ts";
import type { PlotterState } from "./plotter-state.ts";

export interface PlotterShow extends Show {
  /** What would be drawn next. */
  readonly plan: PlannedDrawing | undefined;
  /** Puts another plan in its place. */
  propose(plan: PlannedDrawing): void;
}

export interface PlotterShowOptions {
  readonly hello: Omit<PlotterHello, "op">;
  readonly arm: PenArm;
  readonly desk: JobDesk;
  readonly state: PlotterState;
  readonly ink: InkSheet;
  /** Plans a line x₀ y₀ x₁ y₁ … [m], or says why not. */
  readonly planLine: (line: Float64Array) => string | undefined;
}

export function plotterShow(options: PlotterShowOptions): PlotterShow {
  const { hello, arm, desk, state, ink, planLine } = options;
  let plan: PlannedDrawing | undefined;
  let sheet = 1;
  let toldPlan = plan;
  let toldJob = "";

  const planMessage = (): ServerMessage => ({ op: "plan", plan: plan ? summary(plan) : null });
  const jobMessage = (): ServerMessage => ({ op: "job", ...desk.state, inkSheet: sheet });

  const request = (message: Request): Outcome => {
    switch (message.op) {
      case "draw": {
        if (plan?.id !== message.plan) {
          return refusal(
            "Expected the plan that is proposed now, found another; look at it first.",
          );
        }
        return outcome(desk.begin(plan));
      }
      case "newPaper": {
        if (desk.state.state !== "limp") return refusal("New paper has to wait for the job’s end.");
        ink.clear();
        sheet++;
        return { ok: true };
      }
      case "stroke": {
        const line = Float64Array.from(message.points.flat());
        return outcome(whyOutOfReach(line, arm) ?? planLine(line));
      }
      case "target":
      case "settings":
      case "push":
      case "restoreCortex":
      case "protocol":
        return refusal(
          `Expected what a plotter can do, found "${message.op}", which is for an arm.`,
        );
      case "calibrate":
      case "measured":
      case "measureTwin":
      case "keepCalibration":
      case "discardCalibration":
      case "restoreCalibration":
        return refusal("Nothing can be calibrated here."); // withCalibration does it
      case "pause":
      case "resume":
      case "cancel":
      case "stop":
      case "speed":
      case "penHeight":
      case "repeatStroke":
        return outcome(desk.order(message));
      default:
        return unreachable(message);
    }
  };

  return {
    version: hello.version,
    session: hello.session,
    frameWindow: hello.frameWindow,
    get plan() {
      return plan;
    },
    propose(next) {
      plan = next;
    },
    greeting: () => [{ op: "plotter", ...hello }, planMessage(), jobMessage()],
    news() {
      const news: ServerMessage[] = [];
      if (plan !== toldPlan) news.push(planMessage());
      toldPlan = plan;
      const job = jobMessage();
      const text = JSON.stringify(job);
      if (text !== toldJob) news.push(job);
      toldJob = text;
      return news;
    },
    frames() {
      let seen = "";
      let points = 0;
      return (number) => {
        const { time, ...now } = state.read();
        const text = `${sheet} ${ink.count} ${Object.values(now).join(" ")}`;
        if (text === seen) return undefined;
        seen = text;
        const trail = ink.since(Math.min(points, ink.count));
        points = ink.count;
        return encodePlotterFrame({ ...now, time, seq: number(), tick: points, trail });
      };
    },
    request,
  };
}

const refusal = (why: string): Outcome => ({ ok: false, why });
const outcome = (why: string | undefined): Outcome =>
  why === undefined ? { ok: true } : refusal(why);

const summary = ({ id, name, job, layers, warnings, expected }: PlannedDrawing): PlanSummary => ({
  id,
  name,
  strokes: job.strokes.length,
  inkMm: Math.round(1000 * job.ink),
  travelMm: Math.round(1000 * job.air),
  seconds: Number(job.seconds.toFixed(1)),
  layers,
  warnings: [...warnings],
  expected: expected
    ? { rmsMm: expected.rmsMm, maxMm: expected.maxMm, basis: expected.basis }
    : null,
});

function whyOutOfReach(line: Float64Array, arm: PenArm): string | undefined {
  const q = new Float64Array(2);
  for (let i = 0; i < line.length; i += 2) {
    const [x = 0, y = 0] = [line[i], line[i + 1]];
    if (arm.inverse(q, x, y)) continue;
    return `Expected a stroke within the reach, found a point at (${(1000 * x).toFixed(0)}, ${(1000 * y).toFixed(0)}) mm.`;
  }
  return undefined;
}
