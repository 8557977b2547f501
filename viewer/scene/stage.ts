/** The renderer with its lights; draws what has changed, at most once per screen refresh. */
import {
  DirectionalLight,
  HemisphereLight,
  type PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from "three";
import { palette } from "./palette.ts";
import { judge } from "./stillness.ts";

const PIXEL_RATIO_MAX = 2;
/** Without a GPU every picture is taken from the processor that also runs the loop [ms]. */
const SOFTWARE_PERIOD_MS = 50;

export interface Scenery {
  /** Brings the scene up to date. */
  update(nowMs: number): Outlook;
  /** The scene as it was at the last update is on the screen. */
  drawn(): void;
}

export interface Outlook {
  /** How far the scene is from what is on the screen [CSS pixels]. */
  readonly shift: number;
  /** Whether it will be another soon without anybody saying so. */
  readonly goesOn: boolean;
}

export class Stage {
  readonly scene = new Scene();
  readonly #renderer: WebGLRenderer;
  readonly #camera: PerspectiveCamera;
  readonly #scenery: Scenery;
  readonly #periodMs: number;
  #handle = 0;
  #updatedMs = Number.NEGATIVE_INFINITY;
  #drawnMs = Number.NEGATIVE_INFINITY;
  #isAsked = true;

  /** Throws if there is no WebGL. */
  constructor(
    canvas: HTMLCanvasElement,
    camera: PerspectiveCamera,
    scenery: Scenery,
    ground = palette.ground,
  ) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, powerPreference: "low-power" });
    this.#renderer.setClearColor(ground);
    this.#camera = camera;
    this.#scenery = scenery;
    this.#periodMs = isSoftware(this.#renderer) ? SOFTWARE_PERIOD_MS : 0;
    const key = new DirectionalLight("#ffffff", 2.1);
    key.position.set(-0.5, 0.6, 1.2);
    this.scene.add(key, new HemisphereLight("#cfe0ff", "#1a2033", 1.2));
    canvas.addEventListener("webglcontextrestored", this.request);
    document.addEventListener("visibilitychange", this.request);
  }

  resize(width: number, height: number): void {
    const most = this.#periodMs > 0 ? 1 : PIXEL_RATIO_MAX;
    this.#renderer.setPixelRatio(Math.min(most, window.devicePixelRatio));
    this.#renderer.setSize(width, height, false);
    this.#isAsked = true;
    this.#update(performance.now());
  }

  /** Asks for a picture. */
  readonly request = (): void => {
    this.#isAsked = true;
    this.look();
  };

  /** Asks for a picture if it would be another than the last one. */
  look(): void {
    if (this.#handle !== 0 || document.hidden) return;
    this.#handle = requestAnimationFrame(this.#tick);
  }

  readonly #tick = (nowMs: number): void => {
    this.#handle = 0;
    if (nowMs - this.#updatedMs < this.#periodMs) this.look();
    else this.#update(nowMs);
  };

  #update(nowMs: number): void {
    this.#updatedMs = nowMs;
    const { shift, goesOn } = this.#scenery.update(nowMs);
    const verdict = this.#isAsked
      ? "draw"
      : judge(shift, nowMs - this.#drawnMs, this.#periodMs > 0);
    if (verdict === "draw") {
      this.#isAsked = false;
      this.#drawnMs = nowMs;
      this.#renderer.render(this.scene, this.#camera);
      this.#scenery.drawn();
    }
    if (goesOn || verdict === "wait") this.look();
  }
}

function isSoftware(renderer: WebGLRenderer): boolean {
  const gl = renderer.getContext();
  const extension = gl.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = gl.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  return /swiftshader|llvmpipe|software|basic render/i.test(String(name));
}
