import { FRAME_FIELDS, type Frame, type FrameField } from "../../bridge/protocol/frame.ts";
import type { LiveSettings } from "../../bridge/protocol/live-settings.ts";
import { EMPTY_WORLD, NO_LESION, patched } from "../../bridge/protocol/live-settings.ts";
import type { MonitorFrame } from "../../bridge/protocol/monitor-frame.ts";
import type { ProtocolState } from "../../bridge/protocol/protocol-message.ts";
import type { ServerMessage } from "../../bridge/protocol/server-message.ts";
import type { Watched } from "../../bridge/protocol/watched.ts";
import type { LoopPort } from "../../bridge/server/loop-port.ts";
import type { Outcome, Request } from "../../bridge/server/show.ts";

/**
 * Stands in for the loop, which is at the edge here. One tick is 1 ms. A point of ink comes with
 * every tenth, and its x is its number, so that a test can see whether one is missing.
 */
export class FakeLoop implements LoopPort {
  readonly requests: Request[] = [];
  /** What the next request comes to. */
  outcome: Outcome = { ok: true };
  /** What the hand is drawing. */
  line: readonly [number, number][] = [];
  /** Records for the monitor so far. */
  monitored = 0;
  readonly judged: ServerMessage[] = [];
  readonly announced: ServerMessage[] = [];
  running: ProtocolState = { name: null, speed: 1, seed: 1 };
  /** Fixed by a test, or else that of the clock. */
  tick: number | undefined;
  readonly hello = {
    version: "0.0.0",
    engine: "typescript",
    session: "test",
    brainPeriodMs: 10,
    frameWindow: 3,
    arm: {
      name: "test",
      lengths: [0.3, 0.33] as [number, number],
      shoulder: [-0.5, 2] as [number, number],
      elbow: [0, 2.5] as [number, number],
    },
    workspace: { centre: [0, 0.4] as [number, number], radius: 0.2 },
    learners: [{ name: "rls", about: "least squares" }],
    lesions: [],
    protocols: [{ name: "curl", about: "reaches in a field" }],
    units: [{ name: "cortex", count: 2, low: -1, high: 1 }],
  };
  #settings: LiveSettings = {
    cerebellum: true,
    olive: true,
    adaptive: false,
    learner: "rls",
    onlineCortex: false,
    delayMs: 100,
    visualDelayMs: 100,
    noise: 1,
    demo: "still",
    rateHz: 1000,
    lesion: NO_LESION,
    world: EMPTY_WORLD,
  };
  readonly #start = performance.now();

  settings(): LiveSettings {
    return { ...this.#settings };
  }

  latest(since: number): Omit<Frame, "seq"> {
    const tick = this.tick ?? Math.floor(performance.now() - this.#start);
    const trail: number[] = [];
    for (let point = Math.floor(since / 10) + 1; point <= tick / 10; point++)
      trail.push(point, 0, 1);
    return {
      ...stillFields,
      time: epochSeconds(),
      tick,
      trail: Float32Array.from(trail.slice(-300)),
    };
  }

  path(): readonly [number, number][] {
    return this.line;
  }

  records(): number {
    return this.monitored;
  }

  /** One record for each that has come, whose first signal is its number. */
  monitor(since: number, what: readonly Watched[]): Omit<MonitorFrame, "seq"> | undefined {
    const records = this.monitored - since;
    if (records <= 0) return undefined;
    const numbers = Float32Array.from({ length: records }, (_, i) => since + i);
    return {
      time: 1,
      tick: this.monitored,
      lost: 0,
      records,
      signals: what.includes("signals") ? numbers : new Float32Array(0),
      units: what.includes("units") ? Uint8Array.from(numbers) : new Uint8Array(0),
    };
  }

  protocol(): ProtocolState {
    return this.running;
  }

  announcements(): readonly ServerMessage[] {
    return this.announced.splice(0);
  }

  judgements(): readonly ServerMessage[] {
    return this.judged.splice(0);
  }

  request(message: Request): Outcome {
    this.requests.push(message);
    if (this.outcome.ok && message.op === "settings") {
      const { op: _, ...patch } = message;
      this.#settings = patched(this.#settings, patch);
    }
    return this.outcome;
  }
}

/** Of the clock that all processes of this machine share. */
const epochSeconds = (): number => (performance.timeOrigin + performance.now()) / 1000;

export const stillFields = Object.fromEntries(FRAME_FIELDS.map((field) => [field, 0])) as Record<
  FrameField,
  number
>;
