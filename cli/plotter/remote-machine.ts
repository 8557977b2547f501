/**
 * A machine in another process, with the same face as one in this.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Machine } from "../../bridge/firmata/machine.ts";
import type { PlotterWiring } from "../../plant/plotter/plotter.ts";
import type { Fault, Phase } from "../../plant/plotter/safety.ts";
import { UserError } from "../user-error.ts";
import type { Line, LinkReport, LinkRequest } from "./link-order.ts";
import type { TwinSight } from "./real-time-twin.ts";

/** Once stopped it cannot be engaged again, unless somebody rearms it. */
export interface RemoteMachine extends Machine {
  /** Moves the pen alone: 0 on the paper, 1 lifted. The machine cannot be engaged any more. */
  movePen(height: number): void;
  /** Somebody has asked for another job: what was stopped, and is limp, may be engaged again. */
  rearm(): void;
  /** `seen` hears of everything that can be seen of a twin. */
  watch(seen: (sight: TwinSight) => void): void;
  /** Pen up, limp, and the port closed; resolves when all that is done. */
  close(): Promise<void>;
}

/** Resolves once the board has answered. */
export async function openRemoteMachine(
  { joints, pen, driver }: PlotterWiring,
  line: Line,
): Promise<RemoteMachine> {
  const link = fork(fileURLToPath(new URL("./link-process.js", import.meta.url)), {
    serialization: "advanced",
    // What it may have to say goes to stderr: stdout is for results.
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const gone = once(link, "exit");
  const ask = (request: LinkRequest): void => {
    if (link.connected) link.send(request);
  };
  // Only what can be copied into another process: a whole PlotterConfig has functions too.
  const wiring = { joints, pen, ...(driver && { driver }) };

  let phase: Phase = "limp";
  let fault: Fault | undefined;
  let stopped = false;
  let angles: readonly [number, number] | undefined;
  let sensedAt = Number.NEGATIVE_INFINITY;
  let seen = (_: TwinSight): void => {};
  const firmware = await new Promise<string>((resolve, reject) => {
    link.on("message", (report: LinkReport) => {
      switch (report.kind) {
        case "ready": {
          resolve(report.firmware);
          break;
        }
        case "failed": {
          reject(new UserError(`${report.why}.`));
          break;
        }
        case "phase": {
          ({ phase, fault } = report);
          break;
        }
        case "angles": {
          ({ angles, sensedAt } = report);
          break;
        }
        case "sight": {
          seen(report.sight);
          break;
        }
      }
    });
    link.once("exit", (code) => {
      phase = "limp";
      const why = `the process of the serial line has ended (${code ?? "killed"})`;
      if (!stopped) fault = { kind: "error", why };
      reject(new UserError(`Before the board had answered, ${why}.`));
    });
    ask({ op: "open", wiring, line });
  });

  return {
    firmware,
    get phase() {
      return phase;
    },
    get fault() {
      return fault;
    },
    engage(pulses) {
      if (stopped) return;
      ask({ op: "engage", pulses });
      phase = "live";
      fault = undefined;
    },
    send(command) {
      if (phase !== "live") return false;
      ask({ op: "command", command });
      return true;
    },
    movePen: (height) => ask({ op: "pen", height }),
    stop(why) {
      // Before it was engaged there is nothing to lift, but nothing may begin to move any more either.
      stopped = true;
      if (phase === "limp") fault ??= why;
      ask({ op: "stop", fault: why });
    },
    rearm() {
      if (phase === "limp" && link.connected) stopped = false;
    },
    watch: (hearer) => {
      seen = hearer;
    },
    tick() {},
    angles: () => angles,
    sensedAt: () => sensedAt,
    async close() {
      stopped = true;
      ask({ op: "close" });
      await gone;
    },
  };
}
