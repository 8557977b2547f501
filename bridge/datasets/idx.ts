/**
 * IDX files, the format of MNIST (yann.lecun.com/exdb/mnist, "The IDX file format"):
 *
 *   0 0 · type · dimensions d · d sizes (u32, big-endian) · entries, the last dimension fastest
 *
 * Read: unsigned bytes (type 8), plain or gzipped. Nothing is downloaded.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

export interface IdxArray {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Images of 28 × 28 pixels [n × 784], and what they show [n]. */
export interface LabelledDigits {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

export interface DigitFolder {
  readonly training: LabelledDigits;
  /** The t10k files, where the folder has them. */
  readonly test: LabelledDigits | undefined;
}

const UNSIGNED_BYTE = 8;
const SIDE = 28;
/** What a gzipped file may swell to: eleven times the 60,000 images of MNIST [bytes]. */
const UNPACKED_MAX = 1 << 29;

const unzip = promisify(gunzip);

/** What the bytes hold, or half a sentence that says at which byte they are no IDX file. */
export function decodeIdx(bytes: Uint8Array, dimensions: number): IdxArray | string {
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) {
    return `an IDX file of ${dimensions} dimensions has at least ${header} bytes, this one has ${bytes.length}`;
  }
  const expected = [0, 0, UNSIGNED_BYTE, dimensions];
  for (const [at, byte] of expected.entries()) {
    if (bytes[at] !== byte) {
      return `byte ${at} is ${bytes[at]}, expected ${byte} (an IDX file of unsigned bytes in ${dimensions} dimensions begins ${expected.join(" ")})`;
    }
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const count = shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== header + count) {
    return `bytes 4 to ${header - 1} announce ${shape.join(" × ")} entries, so ${header + count} bytes, this file has ${bytes.length}`;
  }
  // A plain view: node's Buffer would share its memory even with its slices.
  return { shape, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset + header, count) };
}

/** The digits of a folder with MNIST's four files, or a sentence that says what is wrong where. */
export async function readDigitFolder(folder: string): Promise<DigitFolder | string> {
  const training = await readPair(folder, "train");
  if (typeof training === "string") return training;
  if (training === undefined) {
    return `${folder} has no train-images-idx3-ubyte and train-labels-idx1-ubyte (plain or .gz).`;
  }
  const test = await readPair(folder, "t10k");
  return typeof test === "string" ? test : { training, test };
}

/** Images and labels that belong together; nothing where the folder has neither. */
async function readPair(
  folder: string,
  set: "train" | "t10k",
): Promise<LabelledDigits | string | undefined> {
  const images = await readIdx(folder, `${set}-images`, 3);
  const labels = await readIdx(folder, `${set}-labels`, 1);
  if (typeof images === "string") return images;
  if (typeof labels === "string") return labels;
  if (images === undefined && labels === undefined) return undefined;
  if (images === undefined) return `${folder} has ${labels?.file}, but no ${set}-images to it.`;
  if (labels === undefined) return `${folder} has ${images.file}, but no ${set}-labels to it.`;

  const [count = 0, rows, columns] = images.shape;
  if (rows !== SIDE || columns !== SIDE) {
    return `${images.file}: bytes 8 to 15 announce images of ${rows} × ${columns} pixels, expected ${SIDE} × ${SIDE}.`;
  }
  if (count === 0) return `${images.file} has no images, expected at least 1.`;
  if (labels.bytes.length !== count) {
    return `${labels.file} has ${labels.bytes.length} labels for the ${count} images of ${images.file}.`;
  }
  const wrong = labels.bytes.findIndex((label) => label > 9);
  if (wrong >= 0) {
    return `${labels.file}: byte ${8 + wrong} is ${labels.bytes[wrong]}, expected a digit from 0 to 9.`;
  }
  return { pixels: images.bytes, labels: labels.bytes };
}

interface NamedIdx extends IdxArray {
  readonly file: string;
}

/** The first of the file's usual names that is there; nothing where none is. */
async function readIdx(
  folder: string,
  stem: string,
  dimensions: number,
): Promise<NamedIdx | string | undefined> {
  for (const name of [`${stem}-idx${dimensions}-ubyte`, `${stem}.idx${dimensions}-ubyte`]) {
    for (const suffix of ["", ".gz"]) {
      const file = join(folder, name + suffix);
      const read = await readMaybe(file);
      if (read === undefined) continue;
      if (typeof read === "string") return read;
      const bytes = suffix === "" ? read : await unpacked(file, read);
      if (typeof bytes === "string") return bytes;
      const idx = decodeIdx(bytes, dimensions);
      return typeof idx === "string" ? `${file}: ${idx}.` : { ...idx, file };
    }
  }
  return undefined;
}

async function readMaybe(file: string): Promise<Uint8Array | string | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    return `${file} cannot be read: ${String(code ?? error)}.`;
  }
}

async function unpacked(file: string, bytes: Uint8Array): Promise<Uint8Array | string> {
  try {
    return await unzip(bytes, { maxOutputLength: UNPACKED_MAX });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${file} is not a whole gzip file of at most ${UNPACKED_MAX} bytes unpacked: ${reason}.`;
  }
}
