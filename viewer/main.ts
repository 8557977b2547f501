/** The composition root of the page: scene, panel and connection meet here and nowhere else. */
import "./wire/jitless.ts";

import type { ClientMessage, SettingsPatch } from "../bridge/protocol/client-message.ts";
import { unreachable } from "../bridge/protocol/client-message.ts";
import { decodeFrame, FRAME_OP, type Frame } from "../bridge/protocol/frame.ts";
import {
  decodeMonitorFrame,
  MONITOR_FRAME_OP,
  type MonitorFrame,
} from "../bridge/protocol/monitor-frame.ts";
import type { Hello, LiveSettings, ServerMessage } from "../bridge/protocol/server-message.ts";
import { find, setText } from "./dom.ts";
import { Badge } from "./hud/badge.ts";
import { Readings } from "./hud/readings.ts";
import { Status } from "./hud/status.ts";
import { Toast } from "./hud/toast.ts";
import { Interaction } from "./interaction.ts";
import { ForceWatch, newestForces } from "./monitor/force-watch.ts";
import { Monitor } from "./monitor/monitor.ts";
import { bindLegend } from "./panel/legend.ts";
import { Panel } from "./panel/panel.ts";
import { Sheet } from "./panel/sheet.ts";
import { bindShortcuts } from "./panel/shortcuts.ts";
import { View } from "./view.ts";
import { Connection } from "./wire/connection.ts";
import type { Moment } from "./wire/timeline.ts";

declare global {
  interface Window {
    /** For end-to-end tests: the CSS pixel of the page over a place on the plane [m]. */
    purkinje?: {
      toScreen(x: number, y: number): { x: number; y: number };
      /** The same of a plotter's sheet that is being measured [mm]. */
      onSheet?(x: number, y: number): { x: number; y: number } | undefined;
    };
  }
}

const HAND_MS = 100;
/** Weight of the newest frame in the mean time that decoding one takes. */
const DECODE_SHARE = 0.05;
const root = document.body.dataset;
const canvas = find("#scene", HTMLCanvasElement);

function start(): void {
  let frames = 0;
  let handMs = 0;
  let acknowledged = -1;
  let newestMonitorSeq = -1;
  let decodeMs = 0;
  let isIntact = true;
  let isShowingFigures = false;
  const toast = new Toast();
  const readings = new Readings();
  const badge = new Badge();

  const rendered = (moment: Moment, nowMs: number): void => {
    acknowledge();
    frames += 1;
    root["frames"] = String(frames);
    readings.update(moment, isIntact, nowMs);
    badge.update(moment, connection.roundTrip.medianMs, nowMs);
    monitor.look(moment, nowMs);
    if (nowMs - handMs < HAND_MS || view.hand === undefined) return;
    handMs = nowMs;
    root["hand"] = `${view.hand.x.toFixed(4)},${view.hand.y.toFixed(4)}`;
    root["target"] = `${view.target.x.toFixed(4)},${view.target.y.toFixed(4)}`;
  };

  const view = new View(canvas, find("#labels", HTMLElement), rendered);
  const tell = (message: ClientMessage): void => {
    if (message.op === "push") forces.push();
    if (!connection.send(message))
      toast.show("There is no server to hear this; trying to reach it.");
  };
  const interaction = new Interaction(canvas, view, tell, dress);
  const panel = new Panel(
    (patch: SettingsPatch) => tell({ op: "settings", ...patch }),
    (settings: LiveSettings) => {
      isIntact = settings.cerebellum;
      isShowingFigures = settings.demo === "figures";
      dress();
    },
  );
  const monitor = new Monitor(tell, () => ({
    networkMs: (connection.roundTrip.medianMs ?? Number.NaN) / 2,
    bufferMs: view.timeline.delayMs,
    decodeMs,
    drawMs: view.drawMs,
  }));
  const forces = new ForceWatch((areThere) => {
    root["forces"] = areThere ? "on" : "off";
    monitor.hasForces = areThere;
    if (!areThere) view.forces = undefined;
  });
  const status = new Status(() => view.timeline.silenceMs(performance.now()));
  bindLegend((name, isShown) => view.showGhost(name, isShown));
  new Sheet();

  function dress(): void {
    root["cerebellum"] = isIntact ? "on" : "off";
    root["draw"] = interaction.isDrawing() ? "on" : "off";
    find("#draw", HTMLButtonElement).setAttribute("aria-pressed", String(interaction.isDrawing()));
    view.dress(isIntact, interaction.isDrawing());
  }

  function greet(hello: Hello): void {
    const isNew = root["session"] !== hello.session;
    root["session"] = hello.session;
    setText(find("#version", HTMLElement), `purkinje ${hello.version} · ${hello.engine}`);
    acknowledged = -1;
    newestMonitorSeq = -1;
    view.timeline.clear();
    if (isNew) {
      view.trail.clear();
      readings.clear();
    }
    view.path.clear();
    view.build(hello);
    panel.bind(hello.settings);
    forces.bind(hello.settings);
    monitor.greet(hello, isNew);
  }

  /** Visitors add to their drawing; the figures of the demo follow one another. */
  function takePath(points: readonly (readonly [number, number])[]): void {
    const isOwn = interaction.answered();
    if (points.length > 0 && !isOwn && isShowingFigures) view.trail.turnPage();
    view.path.set(points);
    view.request();
  }

  function decode(bytes: Uint8Array): Frame | MonitorFrame | string | undefined {
    const began = performance.now();
    if (bytes[0] === MONITOR_FRAME_OP) return decodeMonitorFrame(bytes);
    if (bytes[0] !== FRAME_OP) return undefined;
    const frame = decodeFrame(bytes);
    decodeMs += DECODE_SHARE * (performance.now() - began - decodeMs);
    return frame;
  }

  /** Both kinds of frames are counted together: what is acknowledged covers all before. */
  function acknowledge(): void {
    const newestSeq = Math.max(view.timeline.newestSeq, newestMonitorSeq);
    if (newestSeq === acknowledged) return;
    acknowledged = newestSeq;
    connection.send({ op: "ack", seq: newestSeq });
  }

  function takeMonitorFrame(frame: MonitorFrame): void {
    newestMonitorSeq = frame.seq;
    requestAnimationFrame(acknowledge);
    monitor.takeFrame(frame);
    if (root["forces"] === "on") view.forces = newestForces(frame);
  }

  function hear(message: ServerMessage): void {
    switch (message.op) {
      case "hello":
        greet(message);
        break;
      case "settings":
        panel.bind(message.settings);
        forces.bind(message.settings);
        monitor.bind(message.settings);
        break;
      case "path":
        takePath(message.points);
        break;
      case "refused":
        interaction.answered();
        toast.show(message.why);
        break;
      case "health":
        monitor.takeHealth(message);
        break;
      case "protocol":
        forces.protocol = message.name;
        monitor.protocols.takeState(message);
        break;
      case "trial":
        monitor.protocols.takeTrial(message);
        break;
      case "protocolEnded":
        monitor.protocols.takeEnd(message);
        break;
      case "movement":
        monitor.takeMovement(message);
        break;
      case "pong":
        break;
      // Another server has come to this address, with a page of its own.
      case "plotter":
        location.reload();
        break;
      case "plan":
      case "job":
      case "calibration":
      case "queue":
        break;
      default:
        unreachable(message);
    }
  }

  const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/`;
  const connection = new Connection(url, {
    state(state) {
      status.state = state;
      if (state === "live") return;
      badge.clear();
      readings.pause();
      monitor.lose();
    },
    message: hear,
    decode,
    frame(frame) {
      if ("trail" in frame) view.push(frame);
      else takeMonitorFrame(frame);
    },
    unreadable: (why) => toast.show(why),
  });

  const clear = (): void => {
    view.trail.clearInk();
    view.request();
  };
  const top = (): void => {
    view.camera.top();
    view.request();
  };
  const home = (): void => {
    view.camera.home();
    view.request();
  };
  find("#draw", HTMLButtonElement).addEventListener("click", () => interaction.toggleDraw());
  find("#clear", HTMLButtonElement).addEventListener("click", clear);
  find("#top", HTMLButtonElement).addEventListener("click", top);
  find("#home", HTMLButtonElement).addEventListener("click", home);
  bindShortcuts({
    c: () => panel.toggleCerebellum(),
    d: () => interaction.toggleDraw(),
    m: () => monitor.toggle(),
    p: () => monitor.pause(),
    t: () => (view.camera.isTop ? home() : top()),
    x: clear,
    Escape: () => interaction.leaveDraw(),
  });

  window.purkinje = {
    toScreen(x, y) {
      const box = canvas.getBoundingClientRect();
      const spot = view.toScreen({ x: 0, y: 0 }, x, y);
      return { x: box.left + spot.x, y: box.top + spot.y };
    },
  };
}

try {
  start();
} catch (error) {
  root["broken"] = "true";
  const why = error instanceof Error ? error.message : String(error);
  setText(find("#broken .why", HTMLElement), why);
}
