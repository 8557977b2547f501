/** The scene as a whole: what the server says goes in, pictures and places on the plane come out. */
import type { Frame } from "../bridge/protocol/frame.ts";
import type { Hello } from "../bridge/protocol/server-message.ts";
import { Camera } from "./scene/camera.ts";
import { Figure, type GhostName } from "./scene/figure.ts";
import type { HandForces } from "./scene/forces.ts";
import { type Margins, type Spot, toPlane, toScreen } from "./scene/lens.ts";
import { layer, palette } from "./scene/palette.ts";
import { Polyline } from "./scene/polyline.ts";
import { ScaleLabels } from "./scene/scale-labels.ts";
import { type Outlook, Stage } from "./scene/stage.ts";
import { Stillness } from "./scene/stillness.ts";
import { Target } from "./scene/target.ts";
import { Trail, WAKE_LIFE } from "./scene/trail.ts";
import type { Circle } from "./stroke.ts";
import { type Moment, Timeline } from "./wire/timeline.ts";

/** Called with every moment that is on the screen by now; `moment` is borrowed. */
export type Rendered = (moment: Moment, nowMs: number) => void;

/** Bare space around the subject for what lies over the canvas [CSS pixels]. */
const MARGINS: Margins = { top: 64, right: 28, bottom: 56, left: 28 };
const MARGINS_NARROW: Margins = { top: 84, right: 14, bottom: 40, left: 14 };
const NARROW = 560;
/** Weight of the newest picture in the mean time that one takes. */
const DRAW_SHARE = 0.05;

export class View {
  readonly timeline = new Timeline();
  readonly target = new Target();
  readonly camera: Camera;
  readonly path = new Polyline({
    colour: palette.path,
    opacity: 0.9,
    width: 0.0016,
    dash: 0.007,
    order: layer.path,
  });
  readonly sketch = new Polyline({
    colour: palette.ink,
    opacity: 0.85,
    width: 0.0018,
    order: layer.target,
  });
  readonly trail = new Trail();
  readonly #stage: Stage;
  readonly #rendered: Rendered;
  readonly #labelHost: HTMLElement;
  readonly #shown: Record<GhostName, boolean> = { senses: true, cerebellum: true };
  #figure: Figure | undefined;
  #labels: ScaleLabels | undefined;
  #stillness: Stillness | undefined;
  #isGliding = false;
  #isIntact = true;
  #isDrawing = false;
  #lastMs = 0;
  #drawMs = 0;

  /** Throws if there is no WebGL. */
  constructor(canvas: HTMLCanvasElement, labelHost: HTMLElement, rendered: Rendered) {
    this.camera = new Camera(!matchMedia("(prefers-reduced-motion: reduce)").matches);
    this.#rendered = rendered;
    this.#labelHost = labelHost;
    this.#stage = new Stage(canvas, this.camera.camera, {
      update: (nowMs) => this.#update(nowMs),
      drawn: () => this.#drawn(),
    });
    const { scene } = this.#stage;
    scene.add(this.path.mesh, this.trail.root, this.target.root, this.sketch.mesh);
    this.target.root.visible = false;
    new ResizeObserver(() => this.#resize(canvas)).observe(canvas);
  }

  /** The circle that the hand works in, as soon as the server has said it. */
  get circle(): Circle | undefined {
    return this.#figure?.circle;
  }

  get hand(): { readonly x: number; readonly y: number } | undefined {
    return this.#figure?.hand;
  }

  /** Builds the arm and the workspace that `hello` describes. */
  build(hello: Hello): void {
    this.#figure?.dispose();
    this.#labels?.dispose();
    this.#figure = new Figure(hello);
    this.#labels = new ScaleLabels(this.#labelHost, this.#figure.circle);
    this.#stillness = new Stillness(hello.arm.lengths, WAKE_LIFE);
    this.#stage.scene.add(this.#figure.root);
    this.camera.show(this.#figure.subject, this.#figure.circle);
    this.#figure.root.visible = false;
    this.#dress();
    this.request();
  }

  push(frame: Frame): void {
    this.timeline.push(frame, performance.now());
    this.#stage.look();
  }

  /** From the beginning of a picture until the graphics card has it, lately [ms]. */
  get drawMs(): number {
    return this.#drawMs;
  }

  /** The forces on the hand, or undefined where nobody knows them. */
  set forces(forces: HandForces | undefined) {
    this.#figure?.forces.set(forces);
    this.#stage.look();
  }

  request(): void {
    this.#stage.request();
  }

  showGhost(name: GhostName, isShown: boolean): void {
    this.#shown[name] = isShown;
    this.#dress();
  }

  /** Tells the scene the state of the experiment. */
  dress(isIntact: boolean, isDrawing: boolean): void {
    this.#isIntact = isIntact;
    this.#isDrawing = isDrawing;
    this.target.isMarked = !isDrawing;
    this.#dress();
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
    const { timeline, camera } = this;
    const seconds = Math.min(0.1, (nowMs - this.#lastMs) / 1000);
    this.#lastMs = nowMs;
    timeline.advance(nowMs, this.trail.visit);
    const wasGliding = this.#isGliding;
    this.#isGliding = camera.update(seconds);
    let shift = wasGliding || this.#isGliding ? Number.POSITIVE_INFINITY : 0;
    this.#labels?.update(camera.lens, camera.screen);
    const { pixel } = camera;
    this.path.update(pixel);
    this.sketch.update(pixel);
    const figure = this.#figure;
    if (figure !== undefined && timeline.newestSeq >= 0) {
      const { moment } = timeline;
      const moved = figure.update(moment);
      figure.root.visible = true;
      this.target.root.visible = true;
      this.target.update(moment, nowMs);
      this.trail.update(moment, figure.hand, pixel);
      shift = Math.max(shift, moved / pixel);
      shift = Math.max(shift, this.#stillness?.shift(moment, this.target, pixel) ?? 0);
      this.#rendered(moment, nowMs);
    }
    return { shift, goesOn: this.#isGliding || timeline.isRunning };
  }

  #drawn(): void {
    this.#stillness?.keep();
    this.#drawMs += DRAW_SHARE * (performance.now() - this.#lastMs - this.#drawMs);
  }

  #dress(): void {
    const figure = this.#figure;
    if (figure === undefined) return;
    figure.workspace.mood = this.#isDrawing ? "draw" : this.#isIntact ? "plain" : "lesion";
    figure.ghosts.senses.visible = this.#shown.senses;
    figure.ghosts.cerebellum.visible = this.#shown.cerebellum && this.#isIntact;
    this.request();
  }

  #resize({ clientWidth, clientHeight }: HTMLCanvasElement): void {
    if (clientWidth === 0 || clientHeight === 0) return;
    const margins = clientWidth < NARROW ? MARGINS_NARROW : MARGINS;
    this.camera.resize({ width: clientWidth, height: clientHeight }, margins);
    this.#stage.resize(clientWidth, clientHeight);
  }
}
