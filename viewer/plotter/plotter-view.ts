/** The plotter's scene: frames, plans and strokes go in, pictures and places on the plane come out. */
import { DirectionalLight, Mesh, MeshBasicMaterial, RingGeometry } from "three";
import type { PlotterFrame } from "../../bridge/protocol/plotter-frame.ts";
import type { PlotterHello } from "../../bridge/protocol/server-message.ts";
import { type Linkage, penArmOf } from "../../plant/plotter/machines.ts";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";
import { Camera } from "../scene/camera.ts";
import type { Margins, Spot, Subject } from "../scene/lens.ts";
import { toPlane, toScreen } from "../scene/lens.ts";
import { Polyline } from "../scene/polyline.ts";
import { type Outlook, Stage } from "../scene/stage.ts";
import { ExpectedLines } from "./expected-lines.ts";
import { Ink } from "./ink.ts";
import { LinkageFigure } from "./linkage-figure.ts";
import { look, order } from "./look.ts";
import { PlanLines } from "./plan-lines.ts";
import { Table } from "./table.ts";

/** Bare space around the subject for what lies over the canvas [CSS pixels]. */
const MARGINS: Margins = { top: 64, right: 28, bottom: 56, left: 28 };
const MARGINS_NARROW: Margins = { top: 52, right: 14, bottom: 40, left: 14 };
const NARROW = 560;
/** A pen this high, of 1, touches the paper. */
const TOUCH = 0.5;

export class PlotterView {
  readonly camera = new Camera(!matchMedia("(prefers-reduced-motion: reduce)").matches);
  readonly ink: Ink;
  readonly plan: PlanLines;
  readonly expected: ExpectedLines;
  readonly sketch: Polyline;
  readonly #look = look();
  readonly #stage: Stage;
  readonly #wish: Mesh;
  readonly #drawn: (frame: PlotterFrame) => void;
  #arm: PenArm | undefined;
  #table: Table | undefined;
  #linkage: LinkageFigure | undefined;
  #frame: PlotterFrame | undefined;
  #isNew = false;
  #lastMs = 0;

  /** `drawn` hears of every frame that is on the screen. Throws if there is no WebGL. */
  constructor(canvas: HTMLCanvasElement, drawn: (frame: PlotterFrame) => void) {
    this.#drawn = drawn;
    this.ink = new Ink(this.#look);
    this.plan = new PlanLines(this.#look);
    this.expected = new ExpectedLines(this.#look);
    this.sketch = new Polyline({
      colour: this.#look.wish,
      opacity: 1,
      width: 6e-4,
      order: order.wish,
    });
    this.#wish = new Mesh(
      new RingGeometry(0.0012, 0.0018, 32),
      new MeshBasicMaterial({ color: this.#look.wish, transparent: true, depthTest: false }),
    );
    this.#wish.renderOrder = order.wish;
    this.#wish.visible = false;
    this.#stage = new Stage(
      canvas,
      this.camera.camera,
      { update: (nowMs) => this.#update(nowMs), drawn: () => {} },
      this.#look.ground,
    );
    const fill = new DirectionalLight("#ffffff", 0.5);
    fill.position.set(0.6, -0.2, 1);
    this.#stage.scene.add(fill, this.plan.root, this.expected.root, this.ink.root);
    this.#stage.scene.add(this.sketch.mesh, this.#wish);
    new ResizeObserver(() => this.#resize(canvas)).observe(canvas);
  }

  get arm(): PenArm | undefined {
    return this.#arm;
  }

  /** Builds the plotter that `hello` describes. */
  build({ linkage: sent, paper }: PlotterHello): void {
    const linkage = linkageOf(sent);
    this.#table?.root.removeFromParent();
    this.#linkage?.root.removeFromParent();
    this.#arm = penArmOf(linkage);
    this.#table = new Table(this.#arm, paper, this.#look);
    this.#linkage = new LinkageFigure(linkage, this.#arm);
    this.#linkage.root.visible = false;
    this.#stage.scene.add(this.#table.root, this.#linkage.root);
    const { x, y, width, height } = paper;
    this.camera.show(subjectOf(this.#arm), { x: x + width / 2, y: y + height / 2 });
    this.request();
  }

  /** Takes a frame; returns false if ink before it is missing. */
  push(frame: PlotterFrame): boolean {
    const isWhole = this.ink.add(frame.trail, frame.tick);
    this.#frame = frame;
    this.#isNew = true;
    this.#stage.look();
    return isWhole;
  }

  request(): void {
    this.#stage.request();
  }

  /** out ← the place on the plane under a pixel of the canvas. */
  toPlane(out: Spot, x: number, y: number): Spot {
    return toPlane(out, x, y, this.camera.lens, this.camera.screen);
  }

  /** out ← the pixel of the canvas over a place on the plane. */
  toScreen(out: Spot, x: number, y: number): Spot {
    return toScreen(out, [x, y, 0], this.camera.lens, this.camera.screen);
  }

  #update(nowMs: number): Outlook {
    const seconds = Math.min(0.1, (nowMs - this.#lastMs) / 1000);
    this.#lastMs = nowMs;
    const isGliding = this.camera.update(seconds);
    const { pixel } = this.camera;
    const frame = this.#frame;
    this.ink.tune(pixel);
    this.sketch.update(pixel);
    this.expected.tune(pixel);
    this.plan.tune(frame?.done ?? 0, pixel);
    const hasChanged = isGliding || this.#isNew;
    if (frame && this.#linkage) {
      this.#linkage.root.visible = true;
      this.#linkage.pose(frame.first, frame.second, frame.height < TOUCH);
      this.#wish.visible = Number.isFinite(frame.wishedX);
      if (this.#wish.visible) this.#wish.position.set(frame.wishedX, frame.wishedY, 0);
      if (this.#isNew) this.#drawn(frame);
      this.#isNew = false;
    }
    return { shift: hasChanged ? Number.POSITIVE_INFINITY : 0, goesOn: isGliding };
  }

  #resize({ clientWidth, clientHeight }: HTMLCanvasElement): void {
    if (clientWidth === 0 || clientHeight === 0) return;
    const margins = clientWidth < NARROW ? MARGINS_NARROW : MARGINS;
    this.camera.resize({ width: clientWidth, height: clientHeight }, margins);
    this.#stage.resize(clientWidth, clientHeight);
  }
}

/** What came as JSON, with the arrays that the kinematics want. */
function linkageOf(sent: PlotterHello["linkage"]): Linkage {
  const ends = {
    lowest: Float64Array.from(sent.geometry.lowest),
    highest: Float64Array.from(sent.geometry.highest),
  };
  return sent.name === "brachiograph"
    ? { name: sent.name, geometry: { ...sent.geometry, ...ends } }
    : { name: sent.name, geometry: { ...sent.geometry, ...ends } };
}

/** The reach with a little air, and the machine's own room in front of it. */
function subjectOf(arm: PenArm): Subject {
  const q = new Float64Array(2);
  let [left, right, far] = [0, 0, 0];
  const step = 0.004;
  for (let y = arm.paperFrom; y <= arm.span; y += step) {
    for (let x = -arm.span; x <= arm.span; x += step) {
      if (!arm.inverse(q, x, y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      far = Math.max(far, y);
    }
  }
  const air = 0.006;
  return { left: left - air, right: Math.max(right, 0.012) + air, near: -0.012, far: far + air };
}
