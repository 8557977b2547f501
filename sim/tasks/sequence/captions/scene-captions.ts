/**
 * Scene captions: generated scenes, their pictures' features, and several sentences on each.
 *
 * Our own stand-in for MS-COCO: it has the form of the papers' task, not its pictures or its words.
 * Always the same for one seed.
 *
 * Many scenes with one sentence each to learn from: with fewer, a decoder learns pictures by heart.
 */
import { makeRandom, type Random } from "../../../random.ts";
import { type CaptionSet, type CaptionTask, captionTask } from "./caption-batches.ts";
import { describeOften } from "./describe-scene.ts";
import { FEATURE_WIDTH, pictureEncoder } from "./picture-features.ts";
import { renderScene } from "./render-scene.ts";
import { drawScene } from "./scene.ts";

const SEED = 20141;

export interface SceneCaptionsOptions {
  readonly trainingScenes?: number;
  readonly validationScenes?: number;
  /** Different sentences on each scene, to learn from and to be judged by. */
  readonly captionsEach?: number;
  readonly referencesEach?: number;
  readonly batch?: number;
  readonly minimumCount?: number;
  /** Captions of fewer or more words are left out. */
  readonly words?: { readonly min: number; readonly max: number };
  /** Decides all scenes and captions. */
  readonly seed?: number;
}

export function sceneCaptions({
  trainingScenes = 8000,
  validationScenes = 300,
  captionsEach = 1,
  referencesEach = 5,
  seed = SEED,
  ...rest
}: SceneCaptionsOptions = {}): CaptionTask {
  const training = drawCaptionSet(makeRandom(2 * seed), trainingScenes, captionsEach);
  const validation = drawCaptionSet(makeRandom(2 * seed + 1), validationScenes, referencesEach);
  return captionTask(training, validation, { name: "scene-captions", ...rest });
}

/** `count` scenes, and all that a decoder is given of them. */
function drawCaptionSet(random: Random, count: number, captionsEach: number): CaptionSet {
  const encoder = pictureEncoder();
  const features = new Float32Array(count * FEATURE_WIDTH);
  const scenes = Array.from({ length: count }, () => drawScene(random));
  const captions = scenes.flatMap((scene, picture) => {
    const row = features.subarray(picture * FEATURE_WIDTH, (picture + 1) * FEATURE_WIDTH);
    encoder.encode(row, renderScene(scene, random));
    return describeOften(scene, captionsEach, random).map((words) => ({ picture, words }));
  });
  return { features, featureWidth: FEATURE_WIDTH, captions };
}
