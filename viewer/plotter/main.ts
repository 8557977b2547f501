/** The composition root of the plotter's page: scene, panel and connection meet here and nowhere else. */
import "../wire/jitless.ts";

import type { ClientMessage } from "../../bridge/protocol/client-message.ts";
import { unreachable } from "../../bridge/protocol/client-message.ts";
import type { PlotterFrame } from "../../bridge/protocol/plotter-frame.ts";
import { decodePlotterFrame, PLOTTER_FRAME_OP } from "../../bridge/protocol/plotter-frame.ts";
import type {
  JobReport,
  PlanSummary,
  PlotterHello,
  ServerMessage,
} from "../../bridge/protocol/server-message.ts";
import { find, setText } from "../dom.ts";
import { Status } from "../hud/status.ts";
import { Toast } from "../hud/toast.ts";
import { Sheet } from "../panel/sheet.ts";
import { bindShortcuts } from "../panel/shortcuts.ts";
import type { Point } from "../stroke.ts";
import { Connection } from "../wire/connection.ts";
import { CalibratePanel } from "./calibrate/calibrate-panel.ts";
import { Drawings, fetchExpected, fetchInk, fetchPlan } from "./drawings.ts";
import { JobPanel } from "./job-panel.ts";
import { PlotterView } from "./plotter-view.ts";
import { Questions } from "./questions.ts";
import { QueuePanel } from "./queue-panel.ts";
import { Sketch } from "./sketch.ts";
import { Writing } from "./writing.ts";

const root = document.body.dataset;
const canvas = find("#scene", HTMLCanvasElement);

function start(): void {
  let frames = 0;
  let sheet = -1;
  let isFetchingInk = false;
  const toast = new Toast();

  const drawn = (frame: PlotterFrame): void => {
    connection.send({ op: "ack", seq: frame.seq });
    frames += 1;
    root["frames"] = String(frames);
    root["ink"] = String(view.ink.count);
    root["pulses"] = [frame.firstPulse, frame.secondPulse, frame.penPulse].map(Math.round).join();
    panel.update(frame, performance.now());
    queue.update(frame, performance.now());
    setText(find("#pulses", HTMLElement), pulses(frame));
  };
  const view = new PlotterView(canvas, drawn);
  const tell = (message: ClientMessage): void => {
    if (!connection.send(message))
      toast.show("There is no server to hear this; trying to reach it.");
  };
  const panel = new JobPanel(tell);
  const calibrate = new CalibratePanel(tell, (why) => toast.show(why));
  const queue = new QueuePanel(tell);
  const questions = new Questions(tell);
  const sketched = (points: Point[]): void => tell({ op: "stroke", points });
  const sketch = new Sketch(canvas, view, sketched, dress);
  const status = new Status(() => 0);
  const drawings = new Drawings((sentence) => toast.show(sentence));
  new Writing((file) => drawings.send(file));
  new Sheet();

  function dress(): void {
    root["draw"] = sketch.isDrawing() ? "on" : "off";
    find("#sketch", HTMLButtonElement).setAttribute("aria-pressed", String(sketch.isDrawing()));
  }

  function greet(hello: PlotterHello): void {
    if (root["session"] !== hello.session) {
      root["session"] = hello.session;
      sheet = -1;
    }
    const plant = hello.plant === "twin" ? "the twin" : "a plotter";
    setText(find("#machine", HTMLElement), `${hello.machine}, ${plant}`);
    setText(find("#version", HTMLElement), `purkinje ${hello.version} · ${hello.firmware}`);
    view.build(hello);
    calibrate.greet(hello);
  }

  async function takePlan(plan: PlanSummary | null): Promise<void> {
    panel.showPlan(plan);
    sketch.clear();
    const lines = plan ? await fetchPlan(plan.id) : [];
    const home = view.arm?.home ?? [0, 0];
    view.plan.set(lines, home);
    view.expected.set(plan?.expected ? await fetchExpected(plan.id) : new Float32Array());
    view.request();
  }

  function takeJob(job: JobReport): void {
    panel.showJob(job);
    calibrate.isDrawing = job.state !== "limp";
    questions.showJob(job);
    if (job.inkSheet === sheet) return;
    sheet = job.inkSheet;
    view.ink.clear();
    void catchUp();
  }

  /** What was drawn before this page came, or while it slept. */
  async function catchUp(): Promise<void> {
    if (isFetchingInk) return;
    isFetchingInk = true;
    const ink = await fetchInk().catch(() => new Float32Array());
    isFetchingInk = false;
    view.ink.add(ink, ink.length / 3);
    view.request();
  }

  function hear(message: ServerMessage): void {
    switch (message.op) {
      case "plotter":
        greet(message);
        break;
      case "plan":
        void takePlan(message.plan);
        break;
      case "job":
        takeJob(message);
        break;
      case "calibration":
        calibrate.take(message);
        panel.isHeld = message.state === "moving";
        break;
      case "refused":
        sketch.clear();
        toast.show(message.why);
        break;
      // Another server has come to this address, with a page of its own.
      case "hello":
        location.reload();
        break;
      case "queue":
        queue.show(message);
        questions.showQueue(message);
        panel.showQueue(message);
        break;
      case "pong":
      case "settings":
      case "path":
      case "movement":
      case "health":
      case "protocol":
      case "trial":
      case "protocolEnded":
        break;
      default:
        unreachable(message);
    }
  }

  const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/`;
  const connection = new Connection<PlotterFrame>(url, {
    state: (state) => {
      status.state = state;
    },
    message: hear,
    decode: (bytes) => (bytes[0] === PLOTTER_FRAME_OP ? decodePlotterFrame(bytes) : undefined),
    frame: (frame) => {
      if (!view.push(frame)) void catchUp();
    },
    unreadable: (why) => toast.show(why),
  });

  const turn = (to: "top" | "home") => (): void => {
    view.camera[to]();
    view.request();
  };
  find("#sketch", HTMLButtonElement).addEventListener("click", () => sketch.toggle());
  find("#top", HTMLButtonElement).addEventListener("click", turn("top"));
  find("#home", HTMLButtonElement).addEventListener("click", turn("home"));
  const shows = (button: string, show: (isShown: boolean) => void): void => {
    const toggle = find(button, HTMLButtonElement);
    toggle.addEventListener("click", () => {
      const isShown = toggle.getAttribute("aria-pressed") !== "true";
      toggle.setAttribute("aria-pressed", String(isShown));
      show(isShown);
      view.request();
    });
  };
  shows("#travel", (isShown) => {
    view.plan.isTravelShown = isShown;
  });
  shows("#expected", (isShown) => {
    view.expected.isShown = isShown;
  });
  bindShortcuts({
    c: () => calibrate.open(!calibrate.isOpen),
    d: () => sketch.toggle(),
    p: () => panel.togglePause(),
    t: () => turn(view.camera.isTop ? "home" : "top")(),
  });
  // Before anything else can take the key: a button with the focus would be pressed by a space.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!(event.key === "Escape" || event.key === " ")) return;
      if (event.key === " " && event.target instanceof HTMLTextAreaElement) return;
      if (panel.isBusy || calibrate.isMoving) {
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) tell({ op: "stop" });
      } else if (event.key === "Escape" && sketch.isDrawing()) sketch.toggle();
    },
    { capture: true },
  );

  window.purkinje = {
    toScreen(x, y) {
      const box = canvas.getBoundingClientRect();
      const spot = view.toScreen({ x: 0, y: 0 }, x, y);
      return { x: box.left + spot.x, y: box.top + spot.y };
    },
    onSheet: (x, y) => calibrate.measuring.toScreen(x, y),
  };
}

const pulses = ({ firstPulse, secondPulse, penPulse }: PlotterFrame): string =>
  firstPulse === 0
    ? "limp"
    : [firstPulse, secondPulse, penPulse].map((width) => Math.round(width)).join(" · ");

try {
  start();
} catch (error) {
  root["broken"] = "true";
  const why = error instanceof Error ? error.message : String(error);
  setText(find("#broken .why", HTMLElement), why);
}
