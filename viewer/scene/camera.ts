/** The camera: frames the workspace, glides between views, and lets itself be turned a little. */
import { PerspectiveCamera } from "three";
import {
  FIELD_OF_VIEW,
  frameSubject,
  type Lens,
  type Margins,
  type Screen,
  type Subject,
} from "./lens.ts";

/** The view a visitor meets [rad]. */
const HOME = { azimuth: 0, tilt: 0.36 } as const;
const TILT_MAX = 1.1;
const AZIMUTH_MAX = 0.9;
const ZOOM = { min: 0.7, max: 4 } as const;
/** Time constant of a glide [s]. */
const GLIDE = 0.11;

export class Camera {
  readonly camera = new PerspectiveCamera((FIELD_OF_VIEW * 180) / Math.PI, 1, 0.05, 12);
  readonly lens: Lens = { focusX: 0, focusY: 0.3, azimuth: 0, tilt: HOME.tilt, distance: 1.8 };
  readonly #goal: Lens = { ...this.lens };
  readonly #glides: boolean;
  #zoom = 1;
  #subject: Subject = { left: -0.2, right: 0.3, near: 0, far: 0.6 };
  #interest = { x: 0, y: 0.3 };
  #margins: Margins = { top: 0, right: 0, bottom: 0, left: 0 };
  #screen: Screen = { width: 1, height: 1 };

  /** `glides`: false for visitors who asked for less motion. */
  constructor(glides: boolean) {
    this.#glides = glides;
    this.camera.rotation.order = "ZXY";
  }

  get isTop(): boolean {
    return this.#goal.tilt === 0;
  }

  get screen(): Screen {
    return this.#screen;
  }

  /** How much of the plane a CSS pixel shows at the focus [m]. */
  get pixel(): number {
    return (2 * Math.tan(FIELD_OF_VIEW / 2) * this.lens.distance) / this.#screen.height;
  }

  /** Frames `subject`; who zooms in comes nearer to (x, y). */
  show(subject: Subject, { x, y }: { readonly x: number; readonly y: number }): void {
    this.#subject = subject;
    this.#interest = { x, y };
    this.#frame();
    this.#jump();
  }

  resize(screen: Screen, margins: Margins): void {
    this.#screen = screen;
    this.#margins = margins;
    this.camera.aspect = screen.width / screen.height;
    this.camera.updateProjectionMatrix();
    this.#frame();
    this.#jump();
  }

  home(): void {
    this.#zoom = 1;
    this.#turn(HOME.azimuth, HOME.tilt);
  }

  top(): void {
    this.#zoom = 1;
    this.#turn(0, 0);
  }

  orbit(byAzimuth: number, byTilt: number): void {
    const { azimuth, tilt } = this.#goal;
    this.#turn(azimuth + byAzimuth, tilt + byTilt);
  }

  zoom(factor: number): void {
    this.#zoom = Math.min(ZOOM.max, Math.max(ZOOM.min, this.#zoom * factor));
    this.#frame();
  }

  /** Glides on by `seconds`; says whether it is still under way. */
  update(seconds: number): boolean {
    const share = this.#glides ? 1 - Math.exp(-seconds / GLIDE) : 1;
    let left = 0;
    for (const key of ["focusX", "focusY", "azimuth", "tilt", "distance"] as const) {
      const gap = this.#goal[key] - this.lens[key];
      this.lens[key] += share * gap;
      left = Math.max(left, Math.abs(gap) * (1 - share));
    }
    const isGliding = left > 2e-4;
    if (!isGliding) Object.assign(this.lens, this.#goal);
    this.#place();
    return isGliding;
  }

  #turn(azimuth: number, tilt: number): void {
    this.#goal.azimuth = Math.min(AZIMUTH_MAX, Math.max(-AZIMUTH_MAX, azimuth));
    this.#goal.tilt = Math.min(TILT_MAX, Math.max(0, tilt));
    this.#frame();
  }

  #frame(): void {
    frameSubject(this.#goal, this.#subject, this.#margins, this.#screen);
    this.#goal.distance /= this.#zoom;
    const nearer = Math.min(1, Math.max(0, 1.6 * (1 - 1 / this.#zoom)));
    this.#goal.focusX += nearer * (this.#interest.x - this.#goal.focusX);
    this.#goal.focusY += nearer * (this.#interest.y - this.#goal.focusY);
  }

  #jump(): void {
    Object.assign(this.lens, this.#goal);
    this.#place();
  }

  #place(): void {
    const { focusX, focusY, azimuth, tilt, distance } = this.lens;
    const away = distance * Math.sin(tilt);
    this.camera.position.set(
      focusX + away * Math.sin(azimuth),
      focusY - away * Math.cos(azimuth),
      distance * Math.cos(tilt),
    );
    this.camera.rotation.set(tilt, 0, azimuth);
  }
}
