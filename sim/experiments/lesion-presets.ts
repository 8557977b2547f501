/**
 * Settings of the lesion dial that are worth a name. What each is to look like is said, with figures,
 * in docs/lesions.md.
 */
import type { TimedLesion } from "./timed-lesion.ts";

export interface LesionPreset extends TimedLesion {
  readonly name: string;
  /** What is seen, in half a sentence. */
  readonly signature: string;
}

export const lesionPresets = [
  { name: "intact", signature: "within ordinary limits" },
  {
    name: "cerebellum off",
    signature: "large overshoot, a wobble of 2–3 Hz that dies away, good end point",
    cerebellum: false,
  },
  {
    name: "olive off",
    signature: "nothing, until the arm or the world changes",
    olive: false,
  },
  {
    name: "Purkinje cells, half",
    signature: "nothing, for the olive makes the others work harder",
    lesion: { purkinje: 0.5 },
  },
  {
    name: "Purkinje cells, 80 %, olive off",
    signature: "dysmetria and a sustained tremor of 3–5 Hz",
    olive: false,
    lesion: { purkinje: 0.8 },
  },
  {
    name: "Purkinje cells, all",
    signature: "the same, more of it, and slower",
    lesion: { purkinje: 1 },
  },
  {
    name: "half of the fibres",
    signature: "rough movements and shaking, which the olive eases and cannot mend",
    lesion: { fibres: 0.5 },
  },
  {
    name: "delay taken for half",
    signature: "overshoot, for the hand is believed to be where it was 50 ms ago",
    lesion: { horizon: 0.5 },
  },
  {
    name: "delay taken for 1.5 times",
    signature: "sets out late and is slow, for the hand is believed to be ahead",
    lesion: { horizon: 1.5 },
  },
  {
    name: "limb taken for half as heavy, olive off",
    signature: "hypometria: commands are believed to do more than they do",
    olive: false,
    lesion: { inertia: 0.5 },
  },
  {
    name: "limb taken for twice as heavy, olive off",
    signature: "hypermetria: commands are believed to do less than they do",
    olive: false,
    lesion: { inertia: 2 },
  },
  { name: "noise, ten times", signature: "shaking without a rhythm", lesion: { noise: 10 } },
] as const satisfies readonly LesionPreset[];
