/** What marks are looked for on: the machine's plane, or a picture of the sheet. */
import type { Rectangle } from "../../../plant/plotter/reach.ts";
import { css, look } from "../look.ts";
import type { Homography, Place } from "./homography.ts";
import { apply, inverse } from "./homography.ts";

/** It has units of its own: u to the right and v down, from 0. Places on the plane are in mm. */
export interface Backdrop {
  /** What of it is looked at first. */
  readonly frame: Rectangle;
  /** Undefined where nobody can tell yet. */
  toPlane(u: number, v: number): Place | undefined;
  fromPlane(x: number, y: number): Place | undefined;
  /** `pixel`: how much of a unit a pixel of the screen shows. */
  paint(context: CanvasRenderingContext2D, pixel: number): void;
}

/** Bare plane around paper and dots [mm]. */
const AIR = 8;
/** Lines of the squares [mm], drawn where they are not too dense [px]. */
const SQUARES = [1, 5, 10] as const;
const DENSE = 7;
const SQUARES_COLOUR = "rgb(60 80 120 / 22%)";
/** Width of a line of the pen [mm]. */
const PEN = 0.5;

/** The plane with squares, in mm, and `ink` on it: x, y, pen [3 n], in metres. Of `dots` [m] none may be out of sight. */
export function planeBackdrop(
  paper: Rectangle,
  ink: Float32Array,
  dots: readonly Place[],
): Backdrop {
  const colours = look();
  const [x, y] = [1000 * paper.x, 1000 * paper.y];
  const [width, height] = [1000 * paper.width, 1000 * paper.height];
  const paperFar = y + height;
  const xs = [x, x + width, ...dots.map(([dot]) => 1000 * dot)];
  const ys = [y, paperFar, ...dots.map(([, dot]) => 1000 * dot)];
  const [left, right] = [Math.min(...xs) - AIR, Math.max(...xs) + AIR];
  const [near, far] = [Math.min(...ys) - AIR, Math.max(...ys) + AIR];
  return {
    frame: { x: left, y: -far, width: right - left, height: far - near },
    toPlane: (u, v) => [u, -v],
    fromPlane: (px, py) => [px, -py],
    paint(context, pixel) {
      context.fillStyle = css(colours.paper);
      context.fillRect(x, -paperFar, width, height);
      context.strokeStyle = SQUARES_COLOUR;
      for (const step of SQUARES) {
        if (step / pixel < DENSE) continue;
        context.lineWidth = pixel * (step === 10 ? 1 : 0.5);
        context.beginPath();
        for (let at = Math.ceil(left / step) * step; at <= right; at += step) {
          context.moveTo(at, -near);
          context.lineTo(at, -far);
        }
        for (let at = Math.ceil(near / step) * step; at <= far; at += step) {
          context.moveTo(left, -at);
          context.lineTo(right, -at);
        }
        context.stroke();
      }
      paintInk(context, ink, css(colours.ink));
    },
  };
}

function paintInk(context: CanvasRenderingContext2D, ink: Float32Array, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = PEN;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.beginPath();
  let isDown = false;
  for (let i = 0; i + 2 < ink.length; i += 3) {
    const [x = 0, y = 0, pen] = ink.subarray(i, i + 3);
    if (pen === 1) {
      if (!isDown) context.moveTo(1000 * x, -1000 * y);
      context.lineTo(1000 * x, -1000 * y);
    }
    isDown = pen === 1;
  }
  context.stroke();
}

/** A picture whose way to the plane `H` is known, or not yet. */
export function pictureBackdrop(picture: ImageBitmap, H: Homography | undefined): Backdrop {
  const back = H && inverse(H);
  return {
    frame: { x: 0, y: 0, width: picture.width, height: picture.height },
    toPlane: (u, v) => H && apply(H, u, v),
    fromPlane: (x, y) => back && apply(back, x, y),
    paint(context) {
      context.imageSmoothingQuality = "high";
      context.drawImage(picture, 0, 0);
    },
  };
}
