/**
 * Starts and stops protocols in a thread of their own, and holds the loop meanwhile. It can be stopped at
 * any moment: the thread is ended, whatever it is at, and the loop goes on where it was.
 */
import { Worker } from "node:worker_threads";
import type { ProtocolEnded, ProtocolState } from "../../bridge/protocol/protocol-message.ts";
import type { ServerMessage } from "../../bridge/protocol/server-message.ts";
import type { Outcome, Request } from "../../bridge/server/show.ts";
import { AT, telemetryReader } from "../../bridge/shared/telemetry-ring.ts";
import { experiments } from "../../sim/experiments/experiments.ts";
import { hold, release } from "./held-timer.ts";
import type { ProtocolOrder, ProtocolReport } from "./protocol-order.ts";
import { noteEpoch } from "./ring-age.ts";

/** The first of the seeds that `purkinje experiment` reports on. */
const SEED = 7001;

export interface ProtocolDesk {
  state(): ProtocolState;
  /** What everyone has to hear, and has not been told yet. */
  news(): ServerMessage[];
  order(request: Extract<Request, { op: "protocol" }>): Outcome;
  /** Gives up what is under way, for good; resolves when the loop is free. */
  close(): Promise<void>;
}

type Body = Omit<ProtocolOrder, "name" | "speed" | "seed">;

export function protocolDesk(body: Body): ProtocolDesk {
  const { shared } = body;
  const telemetry = telemetryReader(shared.telemetry);
  const idle: ProtocolState = { name: null, speed: 1, seed: SEED };
  let state = idle;
  let news: ServerMessage[] = [];
  let worker: Worker | undefined;
  let isStopping = false;
  let under: Promise<void> = Promise.resolve();

  const lastOf = (field: number): number => telemetry.at(telemetry.count() - 1)?.[field] ?? 0;

  const perform = async (name: string, speed: number, seed: number): Promise<void> => {
    await hold(shared.hold);
    const [time, tick] = [lastOf(AT.time), lastOf(AT.tick)];
    const ended = isStopping ? given("stopped") : await run({ ...body, name, speed, seed });
    // The loop's own time stood still; in what is shown of it, it goes on from here.
    const origin = new Float64Array(shared.origin);
    origin[0] = (origin[0] ?? 0) - (lastOf(AT.time) - time);
    origin[1] = (origin[1] ?? 0) - (lastOf(AT.tick) - tick);
    noteEpoch(shared, lastOf(AT.time));
    state = idle;
    isStopping = false;
    news.push({ ...ended, name }, { op: "protocol", ...state });
    release(shared.hold);
  };

  const run = (order: ProtocolOrder): Promise<Omit<ProtocolEnded, "name">> =>
    new Promise((resolve) => {
      const thread = new Worker(new URL("./protocol-worker.js", import.meta.url), {
        workerData: order,
      });
      worker = thread;
      let ended = given("stopped");
      thread.on("message", (report: ProtocolReport) => {
        if (report.op === "trial") news.push(report);
        else ended = { ...given("done"), ...report };
      });
      thread.once("error", ({ message }) => {
        ended = given("failed", `The protocol failed: ${message}.`);
      });
      thread.once("exit", () => {
        worker = undefined;
        resolve(ended);
      });
    });

  return {
    state: () => state,
    news: () => {
      const told = news;
      news = [];
      return told;
    },
    order({ action, name, speed = 1, seed = SEED }) {
      if (action === "stop") {
        if (state.name === null) return refusal("Expected a protocol under way, found none.");
        isStopping = true;
        void worker?.terminate();
        return { ok: true };
      }
      if (state.name !== null) {
        return refusal(`Expected no protocol under way, found ${state.name}; stop it first.`);
      }
      const names = experiments.map((one) => one.name);
      if (name === undefined || !names.includes(name)) {
        const found = name === undefined ? "nothing" : JSON.stringify(name);
        return refusal(
          `Expected "name" of protocol to be one of ${names.join(", ")}, found ${found}.`,
        );
      }
      state = { name, speed, seed };
      news.push({ op: "protocol", ...state });
      under = perform(name, speed, seed);
      return { ok: true };
    },
    async close() {
      isStopping = true;
      void worker?.terminate();
      await under;
    },
  };
}

const refusal = (why: string): Outcome => ({ ok: false, why });

const given = (
  how: ProtocolEnded["how"],
  why: string | null = null,
): Omit<ProtocolEnded, "name"> => ({
  op: "protocolEnded",
  how,
  why,
  figures: {},
  curves: {},
  targets: [],
});
