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
import type { QueueDesk } from "../queue/queue-desk.ts";
import type { InkSheet } from "./ink-sheet.ts";
import type { JobDesk } from "./job-desk.ts";
import type { PlannedDrawing } from "./planner.ts";
import type { PlotterState } from "./plotter-state.ts";

export interface PlotterShowOptions {
  readonly hello: Omit<PlotterHello, "op">;
  readonly arm: PenArm;
  readonly desk: JobDesk;
  readonly state: PlotterState;
  readonly ink: InkSheet;
  readonly queue: QueueDesk;
}

export function plotterShow(options: PlotterShowOptions): Show {
  const { hello, arm, desk, state, ink, queue } = options;
  let toldPlan: number | undefined;
  let toldQueue = -1;
  let toldJob = "";

  const planMessage = (): ServerMessage => {
    const { plan } = queue;
    return { op: "plan", plan: plan ? summary(plan) : null };
  };
  const jobMessage = (): ServerMessage => ({ op: "job", ...desk.state, inkSheet: ink.sheet });

  const request = (message: Request): Outcome => {
    switch (message.op) {
      case "draw": {
        return outcome(queue.draw(message.plan));
      }
      case "newPaper": {
        if (desk.state.state !== "limp") return refusal("New paper has to wait for the job’s end.");
        ink.clear();
        return { ok: true };
      }
      case "stroke": {
        const line = Float64Array.from(message.points.flat());
        return outcome(whyOutOfReach(line, arm) ?? queue.sketch(line));
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
      case "moveJob":
      case "removeJob":
      case "repeatJob":
      case "byItself":
      case "changed":
      case "goOn":
      case "giveUp":
        return outcome(queue.order(message));
      case "cancel":
      case "stop":
        return outcome(desk.order(message));
      case "pause":
      case "resume":
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
    greeting: () => [{ op: "plotter", ...hello }, planMessage(), jobMessage(), queue.report()],
    news() {
      const news: ServerMessage[] = [];
      const plan = queue.plan?.id;
      if (plan !== toldPlan) news.push(planMessage());
      toldPlan = plan;
      const job = jobMessage();
      const text = JSON.stringify(job);
      if (text !== toldJob) news.push(job);
      toldJob = text;
      if (queue.changes !== toldQueue) news.push(queue.report());
      toldQueue = queue.changes;
      return news;
    },
    frames() {
      let seen = "";
      let points = 0;
      return (number) => {
        const { time, ...now } = state.read();
        const text = `${ink.sheet} ${ink.count} ${Object.values(now).join(" ")}`;
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
