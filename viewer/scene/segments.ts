/** Many line segments on the plane in one draw call, with round ends and a width in metres. */
import {
  AddEquation,
  BufferAttribute,
  type Color,
  CustomBlending,
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  MaxEquation,
  Mesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  ShaderMaterial,
} from "three";

export interface SegmentsLook {
  /** The oldest are overwritten when there are more. */
  readonly capacity: number;
  readonly colour: Color;
  readonly opacity: number;
  /** [m]; never thinner than a pixel. */
  readonly width: number;
  /** Time to fade away in [s]; 0: never. */
  readonly life?: number;
  /** Length of dash and gap together [m]; 0: solid. */
  readonly dash?: number;
  /** Brighten what is below instead of covering it: overlaps do not add up. */
  readonly glow?: boolean;
  /** Shows only what is born later than now. */
  readonly upcoming?: boolean;
  readonly order: number;
}

const vertexShader = /* glsl */ `
  attribute vec4 ends;
  attribute vec3 origin; // time of birth, length of line before this segment, page
  uniform float width, pixel;
  varying vec3 place; // along, across, length
  varying vec3 since;
  varying float half_;
  void main() {
    vec2 d = ends.zw - ends.xy;
    float len = length(d);
    vec2 u = len > 1e-7 ? d / len : vec2(1.0, 0.0);
    half_ = max(0.5 * width, 0.6 * pixel);
    float pad = half_ + pixel;
    float along = position.x * len + (2.0 * position.x - 1.0) * pad;
    float across = position.y * pad;
    place = vec3(along, across, len);
    since = origin;
    vec2 p = ends.xy + along * u + across * vec2(-u.y, u.x);
    gl_Position = projectionMatrix * modelViewMatrix * vec4(p, 0.0, 1.0);
  }
`;

const fragmentShader = /* glsl */ `
  uniform vec3 colour;
  uniform float opacity, life, dash, now, page, pixel, glow, upcoming;
  varying vec3 place;
  varying vec3 since;
  varying float half_;
  void main() {
    if (upcoming > 0.5 && since.x < now) discard;
    float beyond = max(max(-place.x, place.x - place.z), 0.0);
    float edge = length(vec2(beyond, place.y)) - half_;
    float alpha = opacity * (1.0 - smoothstep(-0.5 * pixel, 0.5 * pixel, edge));
    if (life > 0.0) {
      float left = clamp(1.0 - (now - since.x) / life, 0.0, 1.0);
      alpha *= left * left;
    }
    alpha *= pow(0.4, max(page - since.z, 0.0));
    if (dash > 0.0) {
      float phase = abs(fract((since.y + place.x) / dash) - 0.5) * dash;
      alpha *= 1.0 - smoothstep(-0.5 * pixel, 0.5 * pixel, phase - 0.27 * dash);
    }
    if (alpha < 0.004) discard;
    gl_FragColor = vec4(colour, 1.0);
    #include <colorspace_fragment>
    gl_FragColor = vec4(gl_FragColor.rgb * alpha, glow > 0.5 ? 1.0 : alpha);
  }
`;

export class Segments {
  readonly mesh: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #capacity: number;
  readonly #ends: InstancedBufferAttribute;
  readonly #origins: InstancedBufferAttribute;
  #next = 0;
  #full = false;
  #page = 0;

  constructor(look: SegmentsLook) {
    const { capacity, colour, opacity, width, life = 0, dash = 0, glow, upcoming, order } = look;
    // One more than asked for: the place of the leading segment.
    this.#capacity = capacity + 1;
    this.#ends = new InstancedBufferAttribute(new Float32Array(4 * this.#capacity), 4);
    this.#origins = new InstancedBufferAttribute(new Float32Array(3 * this.#capacity), 3);
    const geometry = new InstancedBufferGeometry();
    const corners = new Float32Array([0, -1, 0, 1, -1, 0, 1, 1, 0, 0, 1, 0]);
    geometry.setAttribute("position", new BufferAttribute(corners, 3));
    geometry.setIndex([0, 1, 2, 0, 2, 3]);
    geometry.setAttribute("ends", this.#ends.setUsage(DynamicDrawUsage));
    geometry.setAttribute("origin", this.#origins.setUsage(DynamicDrawUsage));
    geometry.instanceCount = 0;
    const material = new ShaderMaterial({
      vertexShader,
      fragmentShader,
      uniforms: {
        colour: { value: colour },
        opacity: { value: opacity },
        width: { value: width },
        life: { value: life },
        dash: { value: dash },
        glow: { value: glow ? 1 : 0 },
        upcoming: { value: upcoming ? 1 : 0 },
        now: { value: 0 },
        page: { value: 0 },
        pixel: { value: 0.001 },
      },
      transparent: true,
      depthWrite: false,
      blending: CustomBlending,
      blendEquation: glow ? MaxEquation : AddEquation,
      blendSrc: OneFactor,
      blendDst: OneMinusSrcAlphaFactor,
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = order;
  }

  /** Sets what time it is [s] and how much of the plane a pixel shows [m]. */
  tune(now: number, pixel: number): void {
    this.#set("now", now);
    this.#set("pixel", pixel);
  }

  /** Adds the segment `a` → `b`, born at `born` [s], `along` [m] after the beginning of its line. */
  push(ax: number, ay: number, bx: number, by: number, born = 0, along = 0): void {
    this.#write(ax, ay, bx, by, born, along);
    this.#next += 1;
    if (this.#next === this.#capacity) {
      this.#next = 0;
      this.#full = true;
    }
    this.#count();
  }

  /** Shows a segment that the next `push` or `lead` replaces. */
  lead(ax: number, ay: number, bx: number, by: number, born = 0): void {
    this.#write(ax, ay, bx, by, born, 0);
    this.mesh.geometry.instanceCount = this.#full ? this.#capacity : this.#next + 1;
  }

  /** Begins a new page: what is on the pages before shines through, the older the fainter. */
  turnPage(): void {
    this.#page += 1;
    this.#set("page", this.#page);
  }

  clear(): void {
    this.#next = 0;
    this.#full = false;
    this.#count();
  }

  #count(): void {
    this.mesh.geometry.instanceCount = this.#full ? this.#capacity : this.#next;
  }

  #write(ax: number, ay: number, bx: number, by: number, born: number, along: number): void {
    this.#ends.setXYZW(this.#next, ax, ay, bx, by);
    touch(this.#ends, this.#next);
    this.#origins.setXYZ(this.#next, born, along, this.#page);
    touch(this.#origins, this.#next);
  }

  #set(uniform: string, value: number): void {
    const slot = this.mesh.material.uniforms[uniform];
    if (slot !== undefined) slot.value = value;
  }
}

/** Has entry `i` sent to the GPU, together with its neighbours: one range for thousands of segments. */
function touch(attribute: InstancedBufferAttribute, i: number): void {
  const { itemSize, updateRanges } = attribute;
  const last = updateRanges.at(-1);
  if (last && last.start + last.count === i * itemSize) last.count += itemSize;
  else attribute.addUpdateRange(i * itemSize, itemSize);
  attribute.needsUpdate = true;
}
