/**
 * What a decoder is given of a picture: the response of a fixed, random encoder.
 *
 *   f = (ReLU(W (cell − ½)) − mean) / sd      for each of the 9 cells of the picture, in one row
 *
 * Every cell goes through the same W [filters × 300], normal with variance 4/300, drawn once from a
 * fixed seed: a convolution with a stride of its own size. It stands where the papers have a
 * pretrained ResNet, frozen as well. Mean and standard deviation are those of each feature over 1,000
 * scenes of another fixed seed, in place of the batch normalisation there.
 */
import { makeRandom } from "../../../random.ts";
import { CELL_SIDE, PICTURE_SIDE, renderScene } from "./render-scene.ts";
import { drawScene, GRID } from "./scene.ts";

const FILTERS = 64;
const CELL_INPUTS = CELL_SIDE * CELL_SIDE * 3;
const ENCODER_SEED = 1905;
const STANDARD_SEED = 1906;
const STANDARD_SCENES = 1000;
/** Features that hardly ever respond are not blown up. */
const SD_MIN = 0.02;

/** Length of a feature vector. */
export const FEATURE_WIDTH = GRID * GRID * FILTERS;

export interface PictureEncoder {
  /** Writes the features of a picture of renderScene into `out` [FEATURE_WIDTH]. */
  encode(out: Float32Array, picture: Float32Array): void;
}

let encoder: PictureEncoder | undefined;

/** The encoder: always the same one, made when it is first asked for. */
export function pictureEncoder(): PictureEncoder {
  encoder ??= makeEncoder();
  return encoder;
}

function makeEncoder(): PictureEncoder {
  const weights = drawWeights();
  const { mean, sd } = standardOf(weights);
  return {
    encode(out, picture) {
      respond(out, picture, weights);
      for (let k = 0; k < FEATURE_WIDTH; k++) out[k] = (out[k] - mean[k]) / sd[k];
    },
  };
}

function drawWeights(): Float64Array {
  const weights = new Float64Array(FILTERS * CELL_INPUTS);
  makeRandom(ENCODER_SEED).normals(weights);
  const scale = Math.sqrt(4 / CELL_INPUTS);
  return weights.map((value) => scale * value);
}

/** out ← ReLU(W (cell − ½)), cell by cell. */
function respond(out: Float32Array, picture: Float32Array, weights: Float64Array): void {
  const cell = new Float64Array(CELL_INPUTS);
  for (let i = 0; i < GRID * GRID; i++) {
    copyCell(cell, picture, Math.floor(i / GRID), i % GRID);
    for (let filter = 0, w = 0; filter < FILTERS; filter++) {
      let sum = 0;
      for (let k = 0; k < CELL_INPUTS; k++, w++) sum += weights[w] * cell[k];
      out[i * FILTERS + filter] = Math.max(0, sum);
    }
  }
}

/** cell ← cell − ½ of the picture, row by row. */
function copyCell(cell: Float64Array, picture: Float32Array, row: number, column: number): void {
  const width = CELL_SIDE * 3;
  for (let y = 0, k = 0; y < CELL_SIDE; y++) {
    const start = 3 * ((CELL_SIDE * row + y) * PICTURE_SIDE + CELL_SIDE * column);
    for (let x = 0; x < width; x++, k++) cell[k] = picture[start + x] - 0.5;
  }
}

function standardOf(weights: Float64Array): { mean: Float64Array; sd: Float64Array } {
  const random = makeRandom(STANDARD_SEED);
  const one = new Float32Array(FEATURE_WIDTH);
  const mean = new Float64Array(FEATURE_WIDTH);
  const sd = new Float64Array(FEATURE_WIDTH);
  for (let i = 0; i < STANDARD_SCENES; i++) {
    respond(one, renderScene(drawScene(random), random), weights);
    for (let k = 0; k < FEATURE_WIDTH; k++) {
      mean[k] += one[k] / STANDARD_SCENES;
      sd[k] += (one[k] * one[k]) / STANDARD_SCENES;
    }
  }
  for (let k = 0; k < FEATURE_WIDTH; k++) {
    sd[k] = Math.max(SD_MIN, Math.sqrt(Math.max(0, sd[k] - mean[k] * mean[k])));
  }
  return { mean, sd };
}
