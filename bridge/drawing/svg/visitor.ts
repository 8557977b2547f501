/**
 * Walks through the elements of a drawing and traces those that are seen.
 */
import type { Affine } from "../affine.ts";
import { compose, translation } from "../affine.ts";
import { Count, SEGMENTS_MAX, VISITS_MAX } from "../bounds.ts";
import type { Layers } from "../layers.ts";
import { Tracer } from "../outline.ts";
import { loadFont } from "../text/stroke-font.ts";
import { writeLine } from "../text/write-line.ts";
import type { Element } from "./element.ts";
import { isLayer, referenceOf } from "./element.ts";
import type { Frame } from "./lengths.ts";
import { parseLength } from "./lengths.ts";
import { penColour } from "./paint-server.ts";
import { SHAPES, traceShape } from "./shapes.ts";
import type { OwnStyle, Style } from "./style.ts";
import { fillColour, INITIAL_STYLE, strokeColour, styleOf } from "./style.ts";
import type { StyleSheet } from "./style-sheet.ts";
import { layOut } from "./text-layout.ts";
import { parseTransform } from "./transform-attribute.ts";
import { viewBoxOf, viewportMap } from "./viewport.ts";

interface Surroundings {
  readonly layers: Layers;
  readonly sheet: StyleSheet;
  readonly byId: ReadonlyMap<string, Element>;
  readonly drawsFills: boolean;
  readonly warn: (warning: string) => void;
}

/** What an element inherits from where it stands. */
interface Scope {
  readonly map: Affine;
  readonly frame: Frame;
  readonly style: Style;
  readonly group: string;
  /** How deep in the drawing, counting elements that are used. */
  readonly depth: number;
}

/** Drawn for what is in them. */
const CONTAINERS = new Set(["g", "a", "svg", "switch"]);
/** Only drawn where something refers to them. */
const NOT_DRAWN = new Set([
  ...["defs", "symbol", "clipPath", "mask", "pattern", "marker", "linearGradient"],
  ...["radialGradient", "filter", "style", "font", "view", "cursor", "tspan"],
]);
/** Nested uses; the bound on visits alone would let the stack grow too far. */
const DEPTH_MAX = 300;

export class Visitor {
  readonly #of: Surroundings;
  readonly #visits = new Count(VISITS_MAX, "elements to draw, counting repetitions by <use>");
  readonly #segments = new Count(SEGMENTS_MAX, "pieces of lines");
  /** The elements that are being used, from the outermost on. */
  readonly #using = new Set<Element>();

  constructor(surroundings: Surroundings) {
    this.#of = surroundings;
  }

  visitRoot(root: Element, map: Affine, frame: Frame): void {
    const scope = { map, frame, style: INITIAL_STYLE, group: "no group", depth: 0 };
    const style = styleOf(root, INITIAL_STYLE, this.#of.sheet);
    if (!style.isGone) this.#visitChildren(root, { ...scope, style });
  }

  #visitChildren(element: Element, scope: Scope): void {
    let unnamed = 0;
    for (const child of element.children) {
      if (typeof child === "string") continue;
      const isTop = scope.depth === 0 && child.name === "g";
      const group = isTop ? (child.attributes["id"] ?? `group ${++unnamed}`) : scope.group;
      this.#visit(child, { ...scope, group, depth: scope.depth + 1 });
    }
  }

  #visit(element: Element, outer: Scope): void {
    const { sheet, warn } = this.#of;
    const { name } = element;
    if (NOT_DRAWN.has(name)) return;
    this.#visits.add();
    const style = styleOf(element, outer.style, sheet);
    if (style.isGone) return;
    const own = parseTransform(style.transform);
    if (!own) {
      warn(`the transform ${JSON.stringify(style.transform?.slice(0, 60))} is none`);
      return;
    }
    for (const property of style.unheeded) warn(`${property} was ignored`);
    const map = compose(outer.map, own);
    const group = isLayer(element) ? labelOf(element) : outer.group;
    const scope = { ...outer, map, style, group };

    if (SHAPES.has(name)) this.#trace(element, scope, style);
    else if (name === "text") this.#write(element, scope);
    else if (name === "use") this.#use(element, scope);
    else if (name === "svg") this.#visitNested(element, scope, element);
    else if (name === "switch") this.#visitFirst(element, scope);
    else if (CONTAINERS.has(name)) this.#visitChildren(element, scope);
    else warn(`<${name}> was ignored`);
  }

  #trace(element: Element, scope: Scope, style: OwnStyle): void {
    const { layers, warn } = this.#of;
    const paint = this.#paintOf(style);
    if (paint === undefined) return;
    if (style.strokeDasharray !== "none") warn("dashes were drawn as whole lines");
    const tracer = new Tracer(layers.outlineFor(scope.group, this.#colourOf(paint)), scope.map);
    const whole = traceShape(element, scope.frame, tracer, this.#segments);
    if (!whole) warn(`a <${element.name}> has a mistake in its numbers, and was drawn up to there`);
  }

  #colourOf(paint: string): string {
    const { byId, sheet } = this.#of;
    return penColour(paint, byId, sheet);
  }

  /** What to draw with: what the line has, or else the filling; undefined where nothing is seen. */
  #paintOf(style: Style): string | undefined {
    if (style.visibility !== "visible") return undefined;
    const stroke = strokeColour(style);
    if (stroke !== undefined) return stroke;
    const fill = fillColour(style);
    if (fill === undefined) return undefined;
    if (this.#of.drawsFills) return fill;
    this.#of.warn("shapes without a line were left out");
    return undefined;
  }

  #write(element: Element, scope: Scope): void {
    const { layers, sheet, warn } = this.#of;
    for (const run of layOut(element, scope.style, scope.frame, sheet, warn)) {
      const paint =
        run.style.visibility === "visible"
          ? (fillColour(run.style) ?? strokeColour(run.style))
          : undefined;
      if (paint === undefined) continue;
      const size = run.style.fontSize;
      const map = compose(scope.map, [size, 0, 0, size, run.x, run.y]);
      this.#visits.add(run.text.length);
      const outline = layers.outlineFor(scope.group, this.#colourOf(paint));
      writeLine(outline, run.text, loadFont(run.font), map, this.#segments);
    }
  }

  #use(element: Element, scope: Scope): void {
    const { byId, warn } = this.#of;
    const reference = referenceOf(element);
    const target = reference === undefined ? undefined : byId.get(reference);
    if (!target) {
      warn("a <use> refers to nothing in this file, and was ignored");
      return;
    }
    if (this.#using.has(target) || scope.depth > DEPTH_MAX) {
      warn("a <use> refers to itself, and was ignored there");
      return;
    }
    const x = parseLength(element.attributes["x"], scope.frame.width) ?? 0;
    const y = parseLength(element.attributes["y"], scope.frame.height) ?? 0;
    const inner = { ...scope, map: compose(scope.map, translation(x, y)), depth: scope.depth + 1 };
    this.#using.add(target);
    if (target.name === "symbol") {
      const style = styleOf(target, scope.style, this.#of.sheet);
      if (!style.isGone) this.#visitNested(target, { ...inner, style }, element);
    } else if (target.name === "svg") {
      const sized = element.attributes["width"] ?? element.attributes["height"];
      this.#visitNested(target, inner, sized === undefined ? target : element);
    } else {
      this.#visit(target, inner);
    }
    this.#using.delete(target);
  }

  /** Visits a nested <svg>, or a <symbol>, in the place whose size `sized` gives. */
  #visitNested(element: Element, scope: Scope, sized: Element): void {
    const { frame } = scope;
    const place = {
      width: parseLength(sized.attributes["width"], frame.width) ?? frame.width,
      height: parseLength(sized.attributes["height"], frame.height) ?? frame.height,
    };
    if (!(place.width > 0 && place.height > 0)) return;
    const isPlaced = element.name === "svg";
    const x = isPlaced ? (parseLength(element.attributes["x"], frame.width) ?? 0) : 0;
    const y = isPlaced ? (parseLength(element.attributes["y"], frame.height) ?? 0) : 0;
    this.#visitChildren(element, {
      ...scope,
      map: compose(scope.map, viewportMap(element, x, y, place)),
      frame: viewBoxOf(element) ?? place,
      // Only groups at the top of the file are layers.
      depth: scope.depth + 1,
    });
  }

  /** Of a <switch>, the first child that asks for nothing that is not here. */
  #visitFirst(element: Element, scope: Scope): void {
    const first = element.children.find(
      (child) => typeof child !== "string" && child.attributes["requiredExtensions"] === undefined,
    );
    if (first !== undefined && typeof first !== "string") {
      this.#visit(first, { ...scope, depth: scope.depth + 1 });
    }
  }
}

const labelOf = ({ attributes }: Element): string =>
  attributes["inkscape:label"] ?? attributes["id"] ?? "layer";
