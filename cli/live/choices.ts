/** What a client can choose from: the lists of hello. */
import { LEARNERS, NO_LESION } from "../../bridge/protocol/live-settings.ts";
import type { Hello } from "../../bridge/protocol/server-message.ts";
import { experiments } from "../../sim/experiments/experiments.ts";
import type { LesionPreset } from "../../sim/experiments/lesion-presets.ts";
import { lesionPresets } from "../../sim/experiments/lesion-presets.ts";

const presets: readonly LesionPreset[] = lesionPresets;

export const choices = (): Pick<Hello, "learners" | "lesions" | "protocols"> => ({
  learners: Object.entries(LEARNERS).map(([name, about]) => ({ name, about })),
  lesions: presets.map(({ name, signature, cerebellum = true, olive = true, lesion }) => ({
    name,
    signature,
    cerebellum,
    olive,
    lesion: { ...NO_LESION, ...lesion },
  })),
  protocols: experiments.map(({ name, about }) => ({ name, about })),
});
