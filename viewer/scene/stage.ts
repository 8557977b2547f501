/** The renderer with its lights; draws when somebody asks for it, at most once per screen refresh. */
import {
  DirectionalLight,
  HemisphereLight,
  type PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from "three";
import { palette } from "./palette.ts";

const PIXEL_RATIO_MAX = 2;
/** Without a GPU every picture is taken from the processor that also runs the loop [ms]. */
const SOFTWARE_PERIOD_MS = 50;

export class Stage {
  readonly scene = new Scene();
  readonly #renderer: WebGLRenderer;
  readonly #camera: PerspectiveCamera;
  readonly #draw: (nowMs: number) => boolean;
  readonly #periodMs: number;
  #handle = 0;
  #drawnMs = Number.NEGATIVE_INFINITY;

  /**
   * `draw` brings the scene up to date and says whether it wants to be called again.
   * Throws if there is no WebGL.
   */
  constructor(
    canvas: HTMLCanvasElement,
    camera: PerspectiveCamera,
    draw: (nowMs: number) => boolean,
  ) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, powerPreference: "low-power" });
    this.#renderer.setClearColor(palette.ground);
    this.#camera = camera;
    this.#draw = draw;
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
    this.#render(performance.now());
  }

  /** Asks for a picture. */
  readonly request = (): void => {
    if (this.#handle !== 0 || document.hidden) return;
    this.#handle = requestAnimationFrame(this.#tick);
  };

  dispose(): void {
    cancelAnimationFrame(this.#handle);
    document.removeEventListener("visibilitychange", this.request);
    this.#renderer.dispose();
  }

  readonly #tick = (nowMs: number): void => {
    this.#handle = 0;
    if (nowMs - this.#drawnMs < this.#periodMs) this.request();
    else this.#render(nowMs);
  };

  #render(nowMs: number): void {
    this.#drawnMs = nowMs;
    const goesOn = this.#draw(nowMs);
    this.#renderer.render(this.scene, this.#camera);
    if (goesOn) this.request();
  }
}

function isSoftware(renderer: WebGLRenderer): boolean {
  const gl = renderer.getContext();
  const extension = gl.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = gl.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  return /swiftshader|llvmpipe|software|basic render/i.test(String(name));
}
