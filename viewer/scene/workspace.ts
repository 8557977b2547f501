/** The table: the circle that the hand works in, with a grid of centimetres. */
import {
  BufferAttribute,
  BufferGeometry,
  CircleGeometry,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  RingGeometry,
} from "three";
import type { Circle } from "../stroke.ts";
import { disposeTree } from "./limbs.ts";
import { layer, palette } from "./palette.ts";

const FINE = 0.01;
const COARSE = 0.05;
/** The grid goes on faintly around the workspace, up to here [radii]. */
const BEYOND = 3.2;

export class Workspace {
  readonly root = new Group();
  readonly #rim: MeshBasicMaterial;
  readonly #table: MeshBasicMaterial;

  constructor(circle: Circle) {
    const { x, y, radius } = circle;
    this.#table = new MeshBasicMaterial({ depthWrite: false });
    const table = new Mesh(new CircleGeometry(radius, 128), this.#table);
    table.renderOrder = layer.table;
    this.#rim = new MeshBasicMaterial({ transparent: true, opacity: 0.55, depthWrite: false });
    const rim = new Mesh(new RingGeometry(radius, radius + 0.0012, 160), this.#rim);
    rim.renderOrder = layer.grid;
    for (const mesh of [table, rim]) mesh.position.set(x, y, 0);
    this.root.add(
      table,
      rim,
      lines(chords(circle, FINE), 0.075),
      lines(chords(circle, COARSE), 0.17),
    );
    this.root.add(surroundings(circle));
    this.mood = "plain";
  }

  /** Colours the table: at rest, with a lesioned cerebellum, or open for drawing. */
  set mood(mood: "plain" | "lesion" | "draw") {
    this.#rim.color.copy({ plain: palette.grid, lesion: palette.lesion, draw: palette.ink }[mood]);
    this.#table.color.copy(palette.table).lerp(palette.lesion, mood === "lesion" ? 0.014 : 0);
    this.#rim.opacity = mood === "plain" ? 0.4 : 0.95;
  }

  dispose(): void {
    this.root.traverse((thing) => {
      if (!(thing instanceof LineSegments)) return;
      thing.geometry.dispose();
      thing.material.dispose();
    });
    disposeTree(this.root);
  }
}

/** The lines of a grid of `step`, cut off at the circle. */
function chords({ x, y, radius }: Circle, step: number): number[] {
  const points: number[] = [];
  for (let i = Math.ceil((x - radius) / step); i * step < x + radius; i++) {
    const half = Math.sqrt(Math.max(0, radius ** 2 - (i * step - x) ** 2));
    points.push(i * step, y - half, 0, i * step, y + half, 0);
  }
  for (let i = Math.ceil((y - radius) / step); i * step < y + radius; i++) {
    const half = Math.sqrt(Math.max(0, radius ** 2 - (i * step - y) ** 2));
    points.push(x - half, i * step, 0, x + half, i * step, 0);
  }
  return points;
}

function lines(points: number[], opacity: number): LineSegments<BufferGeometry, LineBasicMaterial> {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(points), 3));
  const material = new LineBasicMaterial({ color: palette.grid, transparent: true, opacity });
  material.depthWrite = false;
  const mesh = new LineSegments(geometry, material);
  mesh.renderOrder = layer.grid;
  return mesh;
}

/** Small crosses every 5 cm that fade with the distance: depth for the eye, no clutter. */
function surroundings({ x, y, radius }: Circle): LineSegments<BufferGeometry, LineBasicMaterial> {
  const points: number[] = [];
  const shades: number[] = [];
  const reach = BEYOND * radius;
  const arm = 0.0028;
  for (let i = Math.ceil((x - reach) / COARSE); i * COARSE < x + reach; i++) {
    for (let k = Math.ceil((y - reach) / COARSE); k * COARSE < y + reach; k++) {
      const distance = Math.hypot(i * COARSE - x, k * COARSE - y);
      if (distance < radius + 0.004 || distance > reach) continue;
      const shade = 0.42 * (1 - distance / reach);
      const [px, py] = [i * COARSE, k * COARSE];
      points.push(px - arm, py, 0, px + arm, py, 0, px, py - arm, 0, px, py + arm, 0);
      for (let n = 0; n < 4; n++) shades.push(1, 1, 1, shade);
    }
  }
  const mesh = lines(points, 1);
  mesh.geometry.setAttribute("color", new BufferAttribute(new Float32Array(shades), 4));
  mesh.material.vertexColors = true;
  return mesh;
}
