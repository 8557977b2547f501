/**
 * Points of the sheet that are known by their places on the machine's plane, and clicked in the picture: with them a picture
 * becomes a measure.
 */
import type { Rectangle } from "../../../plant/plotter/reach.ts";
import type { Homography, Place } from "./homography.ts";
import { homographyOf, similarityOf } from "./homography.ts";

export type PictureKind = "photo" | "scan";

/** As somebody calls them who stands behind the machine. */
const CORNERS = ["near left", "near right", "far right", "far left"] as const;

export interface ReferencePoint {
  readonly name: string;
  /** On the plane [mm]. */
  sheet: Place;
  /** In the picture; undefined until somebody has clicked it. */
  picture: Place | undefined;
}

export class ReferencePoints {
  kind: PictureKind = "photo";
  readonly #corners: ReferencePoint[];

  /** They begin at the corners of the paper. */
  constructor({ x, y, width, height }: Rectangle) {
    const mm = (metres: number): number => Number((1000 * metres).toFixed(1));
    const [left, right] = [mm(x), mm(x + width)];
    const [near, far] = [mm(y), mm(y + height)];
    const places: Place[] = [
      [left, near],
      [right, near],
      [right, far],
      [left, far],
    ];
    this.#corners = CORNERS.map((name, i) => ({
      name,
      sheet: places[i] ?? [0, 0],
      picture: undefined,
    }));
  }

  /** Those that are needed: four for a photo, two for a scan. */
  get points(): readonly ReferencePoint[] {
    return this.kind === "photo" ? this.#corners : this.#corners.slice(0, 2);
  }

  /** The first that was not clicked yet; −1 if all were. */
  get missing(): number {
    return this.points.findIndex(({ picture }) => picture === undefined);
  }

  /** From the picture to the plane; undefined as long as points are missing, or cannot be right. */
  get homography(): Homography | undefined {
    const picture = this.points.flatMap(({ picture: place }) => (place ? [place] : []));
    if (picture.length < this.points.length) return undefined;
    const sheet = this.points.map((point) => point.sheet);
    return this.kind === "photo" ? homographyOf(picture, sheet) : similarityOf(picture, sheet);
  }

  /** They have to be clicked again. */
  forget(): void {
    for (const point of this.#corners) point.picture = undefined;
  }
}
