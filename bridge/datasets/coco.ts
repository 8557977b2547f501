/**
 * MS-COCO captions, from files the user names: caption JSON (captions_train2014.json and its like,
 * cocodataset.org, "Data format") and a features file made elsewhere, one row for each entry of
 * `images`, in that order.
 *
 *   { "images": [{ "id": 9 }, …], "annotations": [{ "image_id": 9, "caption": "A cat." }, …] }
 *
 * Features in another order, or of some pictures only, need a JSON list of the images that their rows
 * are of: [7, 9]. They are in .npy, or .safetensors with the tensor `features`. Words are runs of letters and digits,
 * lower-case, apostrophes kept within; the published code used NLTK's, which keep punctuation too.
 */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { decodeTensors } from "../weights/safetensors.ts";
import { decodeNpy, type Matrix } from "./npy.ts";

/** Pictures' features, and what was said of them. */
export interface CaptionFiles {
  /** [pictures × featureWidth] */
  readonly features: Float32Array;
  readonly featureWidth: number;
  readonly captions: readonly { readonly picture: number; readonly words: readonly string[] }[];
}

const CaptionJson = z.object({
  images: z.array(z.object({ id: z.int() })),
  annotations: z.array(z.object({ image_id: z.int(), caption: z.string() })),
});
const IdJson = z.array(z.int());

/** The captions and features of two files, or a sentence that says what is wrong where. */
export async function readCocoCaptions(
  captionFile: string,
  featureFile: string,
  idFile?: string,
): Promise<CaptionFiles | string> {
  const json = await readJson(captionFile, CaptionJson, "in COCO's caption format");
  if (typeof json === "string") return json;
  const listed = idFile === undefined ? [] : await readJson(idFile, IdJson, "a list of image ids");
  if (typeof listed === "string") return listed;
  const ids = idFile === undefined ? json.images.map(({ id }) => id) : listed;
  const [listFile, list] = idFile === undefined ? [captionFile, "images"] : [idFile, "ids"];
  const features = await readFeatures(featureFile);
  if (typeof features === "string") return `${featureFile}: ${features}.`;
  if (features.rows !== ids.length) {
    return `${featureFile} has ${features.rows} rows, ${listFile} has ${ids.length} ${list}.`;
  }
  const wrong = features.values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const row = Math.floor(wrong / features.columns);
    return `${featureFile}: row ${row}, column ${wrong % features.columns} is ${features.values[wrong]}, expected a finite number.`;
  }

  const rows = new Map<number, number>();
  for (const [row, id] of ids.entries()) {
    if (rows.has(id))
      return `${listFile}: ${list}[${row}] has id ${id}, as ${list}[${rows.get(id)}].`;
    rows.set(id, row);
  }
  const captions: CaptionFiles["captions"][number][] = [];
  for (const [i, { image_id, caption }] of json.annotations.entries()) {
    const picture = rows.get(image_id);
    if (picture === undefined) {
      return `${captionFile}: annotations[${i}] is of image ${image_id}, which is not among the ${list}${idFile === undefined ? "" : ` of ${idFile}`}.`;
    }
    const words = wordsOf(caption);
    if (words.length === 0) return `${captionFile}: annotations[${i}] has no word in its caption.`;
    captions.push({ picture, words });
  }
  return { features: features.values, featureWidth: features.columns, captions };
}

/** The words of a caption, as the task knows them. */
export function wordsOf(caption: string): string[] {
  return (
    caption
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? []
  );
}

async function readJson<T>(file: string, schema: z.ZodType<T>, what: string): Promise<T | string> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    return `${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}.`;
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.map(String).join(".") || "the file";
  return `${file} is not ${what}: ${place}: ${issue?.message}.`;
}

async function readFeatures(file: string): Promise<Matrix | string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return `cannot be read: ${error instanceof Error ? error.message : error}`;
  }
  if (file.endsWith(".npy")) return decodeNpy(bytes);
  if (!file.endsWith(".safetensors")) return "is neither .npy nor .safetensors";
  const read = decodeTensors(bytes);
  if (typeof read === "string") return read;
  const tensor = read.tensors["features"];
  if (!tensor) {
    return `has the tensors ${Object.keys(read.tensors).join(", ") || "none"}, expected features`;
  }
  const [rows, columns] = tensor.shape;
  if (tensor.shape.length !== 2 || rows === undefined || columns === undefined) {
    return `tensor features has shape ${tensor.shape.join(" × ")}, expected two dimensions`;
  }
  return { rows, columns, values: Float32Array.from(tensor.values) };
}
