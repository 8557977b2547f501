import type { RawData, WebSocket } from "ws";
import { type ClientMessage, unreachable } from "../protocol/client-message.ts";
import type { ServerMessage } from "../protocol/server-message.ts";
import type { Watched } from "../protocol/watched.ts";
import { FrameWindow } from "./frame-window.ts";
import type { Limits } from "./limits.ts";
import { RateLimit } from "./rate-limit.ts";
import { readMessage } from "./refusal.ts";
import type { FrameFeed, Request, Show } from "./show.ts";
import type { Statistics } from "./statistics.ts";

/** No acknowledgement and no emergency stop is longer; only texts up to here are read before the rate is looked at. */
const ACK_CHARS_MAX = 64;

/** How long a client may take to answer that the connection is closed [ms]. */
const FAREWELL_MS = 500;

export interface Surroundings {
  readonly show: Show;
  readonly limits: Limits;
  readonly statistics: Statistics;
  /** Does what a client asks, or says why not. */
  carryOut(request: Request): string | undefined;
}

/** One client: what it says is checked and carried out, what it gets never queues up. */
export class ClientConnection {
  readonly #socket: WebSocket;
  readonly #around: Surroundings;
  readonly #window: FrameWindow;
  readonly #rate: RateLimit;
  readonly #strokes: RateLimit;
  readonly #frames: FrameFeed;
  #alive = true;
  #watched: readonly Watched[] = [];
  #monitor: FrameFeed | undefined;

  constructor(socket: WebSocket, around: Surroundings) {
    const { limits, show } = around;
    this.#socket = socket;
    this.#around = around;
    this.#window = new FrameWindow(show.frameWindow);
    this.#frames = show.frames();
    this.#rate = new RateLimit(limits.messagesPerSecond, limits.messageBurst);
    this.#strokes = new RateLimit(limits.strokesPerSecond, limits.strokeBurst);
    socket.on("message", (data, isBinary) => this.#receive(data, isBinary));
    socket.on("ping", () => this.#admit());
    socket.on("pong", () => this.#admit());
    socket.on("error", () => socket.terminate());
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Sends the newest frame, if the client is not behind and has not had it. */
  sendNewest(): void {
    const { statistics } = this.#around;
    if (!this.#isOpen) return;
    if (!this.#window.isOpen) {
      statistics.framesWithheld += 1;
      return;
    }
    const frame = this.#frames(() => this.#window.next());
    if (frame === undefined) return;
    this.#socket.send(frame);
    statistics.framesSent += 1;
  }

  get watchesHealth(): boolean {
    return this.#watched.includes("health");
  }

  /** Sends what the monitor has to show since it last did, if the client watches it and is not behind. */
  sendMonitor(): void {
    if (!this.#isOpen || !this.#window.isOpen) return;
    const frame = this.#monitor?.(() => this.#window.next());
    if (frame !== undefined) this.#socket.send(frame);
  }

  /** Sends a ServerMessage that is already in JSON. */
  say(text: string): void {
    if (!this.#isOpen) return;
    if (this.#socket.bufferedAmount > this.#around.limits.maxBacklogBytes) this.#cutOff();
    else this.#socket.send(text);
  }

  /** Asks for a sign of life, and gives up on a client that gave none since it was last asked. */
  checkPulse(): void {
    if (this.#alive) this.#socket.ping();
    else this.#cutOff();
    this.#alive = false;
  }

  /** Says goodbye; resolves when the connection is gone. */
  close(code: number, why: string): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.once("close", () => resolve());
      this.#leave(code, why);
    });
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (!this.#isOpen) return;
    this.#around.statistics.messages += 1;
    if (isBinary) {
      if (this.#admit()) this.#refuse("Expected a JSON object in text, found a binary message.");
      return;
    }
    const text = String(data);
    const early = text.length <= ACK_CHARS_MAX ? readMessage(text) : undefined;
    // New acknowledgements are as rare as frames, and dropping one could end the flow of them.
    if (typeof early === "object" && early.op === "ack") {
      if (this.#window.acknowledge(early.seq) === "newer") {
        this.#alive = true;
        return;
      }
    }
    // Nothing may stand in the way of an emergency stop.
    if (!(typeof early === "object" && early.op === "stop") && !this.#admit()) return;
    const message = early ?? readMessage(text);
    if (typeof message === "string") this.#refuse(message);
    else this.#carryOut(message);
  }

  #carryOut(message: ClientMessage): void {
    switch (message.op) {
      case "ack":
        if (this.#window.acknowledge(message.seq) === "never sent") {
          this.#refuse(`Expected "seq" of ack to be that of a frame sent, found ${message.seq}.`);
        }
        return;
      case "ping":
        this.#tell({ op: "pong", at: message.at });
        return;
      case "watch":
        this.#watch(message.what);
        return;
      case "target":
      case "stroke":
      case "settings":
      case "push":
      case "restoreCortex":
      case "protocol":
      case "draw":
      case "newPaper":
      case "pause":
      case "resume":
      case "cancel":
      case "stop":
      case "speed":
      case "penHeight":
      case "repeatStroke":
      case "calibrate":
      case "measured":
      case "measureTwin":
      case "keepCalibration":
      case "discardCalibration":
      case "restoreCalibration":
      case "moveJob":
      case "removeJob":
      case "repeatJob":
      case "byItself":
      case "changed":
      case "goOn":
      case "giveUp": {
        const why = this.#tooManyStrokes(message) ?? this.#around.carryOut(message);
        if (why !== undefined) this.#refuse(why);
        return;
      }
      default:
        unreachable(message);
    }
  }

  #watch(what: readonly Watched[]): void {
    const { monitor } = this.#around.show;
    if (monitor === undefined) {
      this.#refuse('Expected what a plotter can do, found "watch", which is for an arm.');
      return;
    }
    this.#watched = what;
    const hasFrames = what.includes("signals") || what.includes("units");
    this.#monitor = hasFrames ? monitor.frames(what) : undefined;
  }

  #tooManyStrokes({ op }: ClientMessage): string | undefined {
    if (op !== "stroke" || this.#strokes.judge() === "pass") return undefined;
    return `Expected at most ${this.#around.limits.strokesPerSecond} strokes a second, found more.`;
  }

  /** Counts whatever the client sends as a sign of life, and against its rate. */
  #admit(): boolean {
    if (!this.#isOpen) return false;
    this.#alive = true;
    const verdict = this.#rate.judge();
    if (verdict === "pass") return true;
    const { messagesPerSecond } = this.#around.limits;
    const why = `Expected at most ${messagesPerSecond} messages a second, found more.`;
    if (verdict === "complain") this.#refuse(why);
    else this.#around.statistics.refused += 1;
    if (verdict === "close") this.#leave(1008, why);
    return false;
  }

  #refuse(why: string): void {
    this.#around.statistics.refused += 1;
    this.#tell({ op: "refused", why });
  }

  #tell(message: ServerMessage): void {
    this.say(JSON.stringify(message));
  }

  #leave(code: number, why: string): void {
    const impatience = setTimeout(() => this.#socket.terminate(), FAREWELL_MS);
    this.#socket.once("close", () => clearTimeout(impatience));
    this.#socket.close(code, why);
  }

  #cutOff(): void {
    this.#around.statistics.cutOff += 1;
    this.#socket.terminate();
  }
}
