/**
 * What a decoder is given of a picture: the report of an encoder that was taught to recognise things
 * and then kept as it is, where the papers have a ResNet.
 *
 *   r = [ReLU(V (cell − ½)), 1]      c = B r      for each of the 9 cells of the picture
 *   f = (mean of c over each column, each row − mean) / sd
 *
 * V [filters × 300] is random, normal with variance 4/300: a convolution with a stride of its own size.
 * B = argmin Σ ‖B r − c*‖² + ridge ‖B‖² is taught on scenes of a fixed seed, c* being what stands in a
 * cell: an object at all, its shape, colour and size, and the background. Mean and standard deviation
 * are those of each feature over those scenes, in place of the batch normalisation in the papers.
 */
import { Matrix, solve } from "ml-matrix";
import { makeRandom } from "../../../random.ts";
import { CELL_SIDE, PICTURE_SIDE, renderScene } from "./render-scene.ts";
import type { Scene } from "./scene.ts";
import { BACKGROUNDS, COLOURS, drawScene, GRID, SHAPES, SIZES } from "./scene.ts";

const FILTERS = 96;
const CELL_INPUTS = CELL_SIDE * CELL_SIDE * 3;
const ENCODER_SEED = 1905;
const TEACHING_SEED = 1906;
const TEACHING_SCENES = 600;
const RIDGE = 1;
/** Features that hardly ever respond are not blown up. */
const SD_MIN = 0.02;

/** What is told of a cell, one after the other: an object, its shape, colour, size; the background. */
const SHAPE_AT = 1;
const COLOUR_AT = SHAPE_AT + SHAPES.length;
const SIZE_AT = COLOUR_AT + COLOURS.length;
const GROUND_AT = SIZE_AT + SIZES.length;
const CHANNELS = GROUND_AT + BACKGROUNDS.length;

/** Length of a feature vector: all channels for each column, then for each row. */
export const FEATURE_WIDTH = 2 * GRID * CHANNELS;

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
  const filters = drawFilters();
  const random = makeRandom(TEACHING_SEED);
  const scenes = Array.from({ length: TEACHING_SCENES }, () => drawScene(random));
  const pictures = scenes.map((scene) => renderScene(scene, random));
  const readOut = taught(scenes, pictures, filters);
  const raw = pictures.map((picture) => {
    const out = new Float32Array(FEATURE_WIDTH);
    report(out, picture, filters, readOut);
    return out;
  });
  const { mean, sd } = standardOf(raw);
  return {
    encode(out, picture) {
      report(out, picture, filters, readOut);
      for (let k = 0; k < FEATURE_WIDTH; k++) out[k] = (out[k] - mean[k]) / sd[k];
    },
  };
}

function drawFilters(): Float64Array {
  const filters = new Float64Array(FILTERS * CELL_INPUTS);
  makeRandom(ENCODER_SEED).normals(filters);
  const scale = Math.sqrt(4 / CELL_INPUTS);
  return filters.map((value) => scale * value);
}

/** B [CHANNELS × (FILTERS + 1)], row by row. */
function taught(
  scenes: readonly Scene[],
  pictures: readonly Float32Array[],
  filters: Float64Array,
): Float64Array {
  const cells = Array.from({ length: GRID * GRID }, (_, cell) => cell);
  const responses = new Matrix(
    pictures.flatMap((picture) => cells.map((cell) => Array.from(respond(picture, cell, filters)))),
  );
  const contents = new Matrix(scenes.flatMap(contentsOf));
  const across = responses.transpose();
  const squares = across.mmul(responses).add(Matrix.eye(FILTERS + 1, FILTERS + 1, RIDGE));
  return Float64Array.from(solve(squares, across.mmul(contents)).transpose().to1DArray());
}

/** c* of each cell, row by row. */
function contentsOf({ background, groups }: Scene): number[][] {
  const cells = Array.from({ length: GRID * GRID }, () => {
    const cell = new Array<number>(CHANNELS).fill(0);
    cell[GROUND_AT + BACKGROUNDS.indexOf(background)] = 1;
    return cell;
  });
  for (const { shape, colour, size, cells: places } of groups) {
    for (const { row, column } of places) {
      const cell = cells[GRID * row + column];
      cell[0] = 1;
      cell[SHAPE_AT + SHAPES.indexOf(shape)] = 1;
      cell[COLOUR_AT + COLOURS.indexOf(colour)] = 1;
      cell[SIZE_AT + SIZES.indexOf(size)] = 1;
    }
  }
  return cells;
}

/** out ← the channels of each cell, averaged over columns and over rows. */
function report(
  out: Float32Array,
  picture: Float32Array,
  filters: Float64Array,
  readOut: Float64Array,
): void {
  out.fill(0);
  for (let cell = 0; cell < GRID * GRID; cell++) {
    const response = respond(picture, cell, filters);
    const column = (cell % GRID) * CHANNELS;
    const row = (GRID + Math.floor(cell / GRID)) * CHANNELS;
    for (let channel = 0, b = 0; channel < CHANNELS; channel++) {
      let sum = 0;
      for (let k = 0; k <= FILTERS; k++, b++) sum += readOut[b] * response[k];
      out[column + channel] += sum / GRID;
      out[row + channel] += sum / GRID;
    }
  }
}

/** [ReLU(V (cell − ½)), 1] */
function respond(picture: Float32Array, cell: number, filters: Float64Array): Float64Array {
  const pixels = new Float64Array(CELL_INPUTS);
  copyCell(pixels, picture, Math.floor(cell / GRID), cell % GRID);
  const response = new Float64Array(FILTERS + 1).fill(1);
  for (let filter = 0, w = 0; filter < FILTERS; filter++) {
    let sum = 0;
    for (let k = 0; k < CELL_INPUTS; k++, w++) sum += filters[w] * pixels[k];
    response[filter] = Math.max(0, sum);
  }
  return response;
}

/** pixels ← cell − ½ of the picture, row by row. */
function copyCell(pixels: Float64Array, picture: Float32Array, row: number, column: number): void {
  const width = CELL_SIDE * 3;
  for (let y = 0, k = 0; y < CELL_SIDE; y++) {
    const start = 3 * ((CELL_SIDE * row + y) * PICTURE_SIDE + CELL_SIDE * column);
    for (let x = 0; x < width; x++, k++) pixels[k] = picture[start + x] - 0.5;
  }
}

function standardOf(vectors: readonly Float32Array[]): { mean: Float64Array; sd: Float64Array } {
  const mean = new Float64Array(FEATURE_WIDTH);
  const sd = new Float64Array(FEATURE_WIDTH);
  for (const vector of vectors) {
    for (let k = 0; k < FEATURE_WIDTH; k++) {
      mean[k] += vector[k] / vectors.length;
      sd[k] += vector[k] ** 2 / vectors.length;
    }
  }
  for (let k = 0; k < FEATURE_WIDTH; k++) {
    sd[k] = Math.max(SD_MIN, Math.sqrt(Math.max(0, sd[k] - mean[k] ** 2)));
  }
  return { mean, sd };
}
