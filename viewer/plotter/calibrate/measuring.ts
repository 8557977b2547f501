/** Measuring the sheet: what is typed in the table, and what is clicked on the plane or in a picture, are the same points. */
import type {
  CalibrationReport,
  MeasuredPoints,
} from "../../../bridge/protocol/calibration-message.ts";
import type { PlotterHello } from "../../../bridge/protocol/server-message.ts";
import { find, findAll, setText } from "../../dom.ts";
import { Throttle } from "../../wire/throttle.ts";
import { fetchInk } from "../drawings.ts";
import type { Backdrop } from "./backdrop.ts";
import { pictureBackdrop, planeBackdrop } from "./backdrop.ts";
import type { Place } from "./homography.ts";
import type { Measured } from "./marks.ts";
import { Marks } from "./marks.ts";
import { paintMarks } from "./paint-marks.ts";
import { Picture } from "./picture.ts";
import { PointsTable } from "./points-table.ts";
import { SheetCanvas } from "./sheet-canvas.ts";

/** At most so often while somebody types or moves a mark [ms]. */
const SEND_MS = 150;
/** After the last touch the points are the visitor's for so long [ms]; then the server's again. */
const HELD_MS = 400;
/** An arrow key moves a mark by so much, and with Shift by ten times as much [mm]. */
const STEP = 0.1;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

type Means = "ruler" | "picture";

export class Measuring {
  readonly #table: PointsTable;
  readonly #picture: Picture;
  readonly #canvas: SheetCanvas;
  readonly #marks: Readonly<Record<Means, Marks>> = { ruler: new Marks(), picture: new Marks() };
  readonly #send: Throttle<MeasuredPoints>;
  #means: Means = "ruler";
  #plane: Backdrop | undefined;
  #hello: PlotterHello | undefined;
  #report: CalibrationReport | undefined;
  #points: MeasuredPoints = [];
  #dot = 0;
  /** Of that dot: the mark that arrow keys move. */
  #mark = 0;
  #setMs = Number.NEGATIVE_INFINITY;

  constructor(send: (points: MeasuredPoints) => void, refused: (why: string) => void) {
    this.#send = new Throttle(SEND_MS, send);
    this.#table = new PointsTable({
      typed: (dot, point) => {
        this.#marks.ruler.clear(dot);
        this.#marks.picture.clear(dot);
        this.#set(dot, point);
      },
      chosen: (dot) => this.#choose(dot),
    });
    this.#picture = new Picture((isAnother) => {
      if (isAnother) this.#marks.picture.clear();
      this.#show(isAnother);
      this.#remeasure();
    }, refused);
    const canvas = find("#sheet", HTMLCanvasElement);
    this.#canvas = new SheetCanvas(canvas, (context, at) => this.#paint(context, at), {
      clicked: (u, v, near) => {
        canvas.focus();
        this.#click([u, v], near);
      },
    });
    canvas.addEventListener("keydown", (event) => this.#press(event));
    for (const button of findAll("[data-measure]", HTMLButtonElement)) {
      button.addEventListener("click", () => {
        this.#means = button.dataset["measure"] === "picture" ? "picture" : "ruler";
        this.#show(true);
      });
    }
    const bind = (id: string, act: () => void): void =>
      find(`#sheet-${id}`, HTMLButtonElement).addEventListener("click", act);
    bind("next", () => this.#next());
    bind("one", () => this.#inOnePlace());
    bind("clear", () => this.#markAnew());
    bind("frame", () => this.#canvas.frame());
  }

  greet(hello: PlotterHello): void {
    this.#hello = hello;
    this.#picture.build(hello.paper);
  }

  take(report: CalibrationReport): void {
    const before = this.#report;
    this.#report = report;
    this.#picture.origin = report.origin;
    if (report.state !== "measuring") {
      if (before?.state === "measuring") this.#forget();
      return;
    }
    this.#table.build(report.dots);
    // What was measured since is still on its way.
    if (performance.now() - this.#setMs > HELD_MS) this.#points = report.points;
    if (before?.state !== "measuring") void this.#layOut();
    this.#dress();
  }

  /** Sends what is held back. */
  flush(): void {
    this.#send.flush();
  }

  /** The pixel of the page over a place of the plane [mm], if it can be seen. */
  toScreen(x: number, y: number): { x: number; y: number } | undefined {
    const place = this.#backdrop?.fromPlane(x, y);
    return place && this.#canvas.toScreen(...place);
  }

  get #backdrop(): Backdrop | undefined {
    if (this.#means === "ruler") return this.#plane;
    const { bitmap, homography } = this.#picture;
    return bitmap && pictureBackdrop(bitmap, homography);
  }

  async #layOut(): Promise<void> {
    if (!this.#hello) return;
    // A plotter's ink is reckoned, not seen: it would only show where marks are believed to be.
    const isTwin = this.#hello.plant === "twin";
    const ink = isTwin ? await fetchInk().catch(() => new Float32Array()) : new Float32Array();
    this.#plane = planeBackdrop(this.#hello.paper, ink, this.#report?.dots ?? []);
    this.#show(true);
  }

  #forget(): void {
    this.#points = [];
    this.#marks.ruler.clear();
    this.#marks.picture.clear();
    this.#dot = 0;
    this.#mark = 0;
  }

  #show(isAnother: boolean): void {
    document.body.dataset["measuring"] = this.#means;
    document.body.dataset["picture"] = String(this.#picture.bitmap !== undefined);
    for (const button of findAll("[data-measure]", HTMLButtonElement)) {
      button.setAttribute("aria-pressed", String(button.dataset["measure"] === this.#means));
    }
    this.#canvas.show(this.#backdrop, isAnother);
    this.#dress();
  }

  #dress(): void {
    const offMm = this.#report?.found?.dots.map((dot) => dot.offMm) ?? [];
    this.#table.show(this.#points, offMm, this.#dot);
    setText(find("#sheet-hint", HTMLElement), this.#hint);
    this.#canvas.request();
  }

  get #hint(): string {
    if (this.#means === "picture") {
      if (!this.#picture.bitmap) return "Choose a picture of the sheet, or drop one here";
      if (this.#picture.wanted !== undefined) return `Click the ${this.#picture.wanted} corner`;
      if (this.#picture.why !== undefined) return "The corners cannot be right";
    }
    const of = this.#report?.dots.length ?? 0;
    const marks = this.#marks[this.#means].of(this.#dot).length;
    const which = marks === 0 ? "first" : "second";
    return marks < 2
      ? `Dot ${this.#dot + 1} of ${of}: click its ${which} mark`
      : `Dot ${this.#dot + 1} of ${of}: arrow keys move its mark by 0.1 mm`;
  }

  #paint(context: CanvasRenderingContext2D, at: (u: number, v: number) => [number, number]): void {
    const backdrop = this.#backdrop;
    const { dots = [], found } = this.#report ?? {};
    if (!backdrop) return;
    const onScreen = (place: Place | undefined) => place && at(...place);
    const fromMetres = (place: Place) => backdrop.fromPlane(1000 * place[0], 1000 * place[1]);
    const marks = this.#marks[this.#means];
    paintMarks(context, {
      dots: dots.map((wished, dot) => {
        const expected = found?.dots[dot];
        const point = this.#points[dot] ?? null;
        return {
          believed: onScreen(fromMetres(expected?.at ?? wished)),
          measured: onScreen(point ? backdrop.fromPlane(point[0], point[1]) : undefined),
          marks: marks.of(dot).map(([u, v]) => at(u, v)),
          offMm: expected?.offMm ?? null,
        };
      }),
      chosen: this.#dot,
      mark: this.#mark,
      references:
        this.#means === "picture"
          ? this.#picture.points.flatMap(({ name, picture }) =>
              picture ? [{ name, at: at(...picture) }] : [],
            )
          : [],
    });
  }

  #click([u, v]: Place, near: number): void {
    if (this.#means === "picture" && this.#picture.wanted !== undefined) {
      this.#picture.click([u, v]);
      return;
    }
    const marks = this.#marks[this.#means];
    const before = marks.at(u, v, near);
    if (before && before.dot !== this.#dot) {
      this.#choose(before.dot);
      this.#mark = before.mark;
      return;
    }
    const isWhole = marks.add(this.#dot, [u, v]);
    this.#mark = marks.of(this.#dot).length - 1;
    this.#measure(this.#dot);
    if (isWhole) this.#next();
  }

  #press(event: KeyboardEvent): void {
    const way = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (way) this.#nudge(way, event.shiftKey ? 10 * STEP : STEP);
    else if (event.key === "Enter") this.#next();
    else if (event.key === "=") this.#inOnePlace();
    else if (event.key === "Delete" || event.key === "Backspace") this.#markAnew();
    else if (event.key === "0") this.#canvas.frame();
    else if (event.key === "+") this.#canvas.zoom(1.25);
    else if (event.key === "-") this.#canvas.zoom(0.8);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Moves the chosen mark on the plane. A dot that was only typed has none, and its middle is moved. */
  #nudge([x, y]: readonly [number, number], step: number): void {
    const backdrop = this.#backdrop;
    const marks = this.#marks[this.#means];
    const place = marks.of(this.#dot)[this.#mark];
    if (!place) {
      const point = this.#points[this.#dot];
      if (!point) return;
      const [px, py, ...apart] = point;
      const to = [tenth(px + x * step), tenth(py + y * step)] as const;
      this.#set(this.#dot, apart[0] === undefined ? [...to] : [...to, apart[0]]);
      return;
    }
    const plane = backdrop?.toPlane(...place);
    const to = plane && backdrop?.fromPlane(plane[0] + x * step, plane[1] + y * step);
    if (!to) return;
    marks.move(this.#dot, this.#mark, to);
    this.#measure(this.#dot);
  }

  #inOnePlace(): void {
    const marks = this.#marks[this.#means];
    const [first] = marks.of(this.#dot);
    if (!first || marks.of(this.#dot).length !== 1) return;
    marks.add(this.#dot, first);
    this.#measure(this.#dot);
    this.#next();
  }

  #markAnew(): void {
    this.#marks[this.#means].clear(this.#dot);
    this.#mark = 0;
    this.#set(this.#dot, null);
  }

  /** To the next dot that was not measured; after the last one to the first of those. */
  #next(): void {
    const of = this.#report?.dots.length ?? 0;
    const later = Array.from({ length: of }, (_, k) => (this.#dot + 1 + k) % of);
    this.#choose(later.find((dot) => !this.#points[dot]) ?? this.#dot);
  }

  #choose(dot: number): void {
    if (dot !== this.#dot) this.#mark = 0;
    this.#dot = dot;
    this.#dress();
  }

  /** A picture that is measured in another way gives other points. */
  #remeasure(): void {
    for (const [dot] of (this.#report?.dots ?? []).entries()) {
      if (this.#marks.picture.of(dot).length > 0) this.#measure(dot);
    }
  }

  #measure(dot: number): void {
    const backdrop = this.#backdrop;
    const point = backdrop && this.#marks[this.#means].measured(dot, backdrop);
    if (point) this.#set(dot, point);
  }

  #set(dot: number, point: Measured): void {
    const of = this.#report?.dots.length ?? 0;
    this.#points = Array.from({ length: of }, (_, k) =>
      k === dot ? point : (this.#points[k] ?? null),
    );
    this.#setMs = performance.now();
    this.#send.offer(this.#points);
    this.#dress();
  }
}

const tenth = (mm: number): number => Number(mm.toFixed(2));
