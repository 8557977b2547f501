/**
 * The loop as the main thread sees it: started, asked, listened to, stopped. Nothing here waits for it.
 */
import { randomUUID } from "node:crypto";
import { Worker } from "node:worker_threads";
import type { LiveSettings } from "../../bridge/protocol/live-settings.ts";
import { patched } from "../../bridge/protocol/live-settings.ts";
import type { LoopPort } from "../../bridge/server/loop-port.ts";
import type { Outcome, Request } from "../../bridge/server/show.ts";
import type { LoopStatistics } from "../../bridge/shared/loop-statistics.ts";
import { readStatistics } from "../../bridge/shared/loop-statistics.ts";
import { postTo } from "../../bridge/shared/mailbox.ts";
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import { commandSpace } from "../../controller/cortex/command-space.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { timeStroke } from "../../plant/motion/stroke-timing.ts";
import { LIVE_GRANULES } from "../../sim/experiments/prediction.ts";
import type { MovementScore } from "../../sim/movement-score.ts";
import { figures } from "../../sim/tasks/figures.ts";
import { clipToWorkspace, WORKSPACE } from "../../sim/tasks/workspace.ts";
import { UserError } from "../user-error.ts";
import { version } from "../version.ts";
import { askedTooMuch, choices, noOnlineCortex } from "./choices.ts";
import { frameSource } from "./frame-source.ts";
import { makeJudge } from "./judge.ts";
import { liveScores } from "./live-scores.ts";
import type { LoopOrder, LoopReport } from "./loop-order.ts";
import { GOAL_REACH, GOAL_STROKE, settingsToWords, sharedBuffers } from "./loop-order.ts";
import { monitorSource } from "./monitor-source.ts";
import { protocolDesk } from "./protocol-desk.ts";
import { unitGroups } from "./record-units.ts";
import { ringAge } from "./ring-age.ts";

/** Frames under way to a viewer before it has to acknowledge one. */
const FRAME_WINDOW = 3;

/** How often the demo's reaches are looked at [ms]. */
const LOOK_PERIOD = 1000;

/** What moves the arm, and has no place in a protocol. */
const MOVING: ReadonlySet<Request["op"]> = new Set(["target", "stroke", "push"]);

export interface LiveLoop {
  readonly port: LoopPort;
  readonly engine: string;
  /** The kernel's name for its thread. */
  readonly thread: number | undefined;
  statistics(): LoopStatistics;
  /** What `statistics` reads: for readLoopMeasures. */
  readonly counted: SharedArrayBuffer;
  /** Of the demo's reaches so far. */
  reaches(): readonly MovementScore[];
  /** Asks the loop to stop; `ended` says when it has. */
  stop(): void;
  readonly ended: Promise<Extract<LoopReport, { kind: "ended" }>>;
}

export type LiveOptions = Omit<LoopOrder, "shared" | "units"> & {
  /** The viscosity that the brain was trained with [N·m·s/rad]. */
  readonly viscosity: number;
  /** Units of its cortex. */
  readonly hidden: number;
};

/** Starts the thread and resolves when the loop is about to tick. */
export async function startLoop({ viscosity, hidden, ...options }: LiveOptions): Promise<LiveLoop> {
  const arm = presetArm(options.arm, viscosity);
  const units = unitGroups(hidden, LIVE_GRANULES, commandSpace(arm).size);
  const shared = sharedBuffers(units);
  const order: LoopOrder = { ...options, units, shared };
  const worker = new Worker(new URL("./loop-worker.js", import.meta.url), { workerData: order });
  const { ready, ended } = listen(worker);
  const { engine, thread } = await ready;
  const frames = frameSource(shared, arm);
  const monitor = monitorSource(shared, units, arm);
  const { brain, engine: wanted } = options;
  const protocols = protocolDesk({ brain, arm: options.arm, engine: wanted, units, shared });
  const { fallback } = options;
  const judge = makeJudge({ shared, arm, fallback, ringMs: ringAge(shared) });
  const scores = liveScores(shared.telemetry, arm);
  const looking = setInterval(scores.look, LOOK_PERIOD);
  void ended.finally(() => clearInterval(looking)).catch(() => {});
  let settings: LiveSettings = options.settings;
  let restores = 0;
  const post = (): void => {
    postTo(shared.settings, settingsToWords({ ...settings, restores }));
  };
  let stroke: readonly [number, number][] = [];
  const figurePaths = Object.values(figures);
  const nothing: readonly [number, number][] = [];

  const request = (message: Request): Outcome => {
    const { name } = protocols.state();
    if (name !== null && MOVING.has(message.op)) {
      return {
        ok: false,
        why: `Expected no protocol under way, found ${name}: "${message.op}" has to wait for its end.`,
      };
    }
    switch (message.op) {
      case "settings": {
        const { op: _, ...patch } = message;
        const why = askedTooMuch(arm, patch);
        if (why !== undefined) return { ok: false, why };
        settings = patched(settings, patch);
        post();
        return { ok: true };
      }
      case "target": {
        stroke = [];
        postTo(shared.goal, [GOAL_REACH, 1, ...clipToWorkspace(...message.at)]);
        return { ok: true };
      }
      case "stroke": {
        const clipped = message.points.map(([x, y]) => clipToWorkspace(x, y));
        const timed = timeStroke(clipped);
        if (typeof timed === "string") return { ok: false, why: `${timed}.` };
        stroke = clipped;
        postTo(shared.goal, [GOAL_STROKE, timed.length / 2, ...timed]);
        return { ok: true };
      }
      case "protocol":
        if (arm.muscles) {
          return {
            ok: false,
            why: `Protocols are about joint torques, and ${arm.name} has muscles.`,
          };
        }
        return protocols.order(message);
      case "push": {
        postTo(shared.push, [...message.force, message.ms / 1000]);
        return { ok: true };
      }
      case "restoreCortex": {
        if (arm.muscles) return { ok: false, why: noOnlineCortex(arm.name) };
        restores++;
        post();
        return { ok: true };
      }
      default:
        return {
          ok: false,
          why: `Expected what an arm can do, found "${message.op}", which is for a plotter.`,
        };
    }
  };

  return {
    engine,
    thread,
    port: {
      hello: {
        version,
        engine,
        session: randomUUID(),
        brainPeriodMs: 1000 * BRAIN_PERIOD,
        frameWindow: FRAME_WINDOW,
        arm: {
          name: arm.name,
          lengths: [arm.l1, arm.l2],
          shoulder: [arm.shoulder.min, arm.shoulder.max],
          elbow: [arm.elbow.min, arm.elbow.max],
        },
        workspace: { centre: [...WORKSPACE.centre], radius: WORKSPACE.radius },
        ...choices(arm),
        units: units.map((group) => ({ ...group })),
      },
      settings: () => settings,
      latest: frames.latest,
      path: () => figurePaths[frames.figure()] ?? (frames.isDrawing() ? stroke : nothing),
      records: monitor.count,
      monitor: monitor.since,
      protocol: protocols.state,
      announcements: protocols.news,
      judgements: () => judge.news(performance.now()),
      request,
    },
    statistics: () => readStatistics(shared.statistics),
    counted: shared.statistics,
    reaches: scores.look,
    stop: () => {
      void protocols.close();
      Atomics.store(new Int32Array(shared.stop), 0, 1);
    },
    ended,
  };
}

type Report<K extends LoopReport["kind"]> = Extract<LoopReport, { kind: K }>;

/** What the thread will say. Where it ends before it was ready, or dies, both promises fail. */
function listen(worker: Worker): {
  ready: Promise<Report<"ready">>;
  ended: Promise<Report<"ended">>;
} {
  const ended = new Promise<Report<"ended">>((resolve, reject) => {
    worker.on("message", (message: LoopReport) => {
      if (message.kind === "ended") resolve(message);
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the loop's thread ended with ${code}`)));
  });
  const ready = new Promise<Report<"ready">>((resolve, reject) => {
    worker.on("message", (message: LoopReport) => {
      if (message.kind === "ready") resolve(message);
    });
    ended.then(
      () =>
        reject(
          new UserError("These weights do not move the arm: their commands are no numbers.", 3),
        ),
      reject,
    );
  });
  return { ready, ended };
}
