/** What a client can choose from: the lists of hello. */
import type { SettingsPatch } from "../../bridge/protocol/client-message.ts";
import { LEARNERS, NO_LESION } from "../../bridge/protocol/live-settings.ts";
import type { Hello } from "../../bridge/protocol/server-message.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { experiments } from "../../sim/experiments/experiments.ts";
import type { LesionPreset } from "../../sim/experiments/lesion-presets.ts";
import { lesionPresets } from "../../sim/experiments/lesion-presets.ts";

const presets: readonly LesionPreset[] = lesionPresets;

/** Of an arm with muscles there are fewer: the others are about torques. */
export const choices = ({
  muscles,
}: Pick<Arm, "muscles">): Pick<Hello, "learners" | "lesions" | "protocols"> => ({
  learners: Object.entries(LEARNERS)
    .filter(([name]) => !muscles || name === "rls")
    .map(([name, about]) => ({ name, about })),
  lesions: presets.map(({ name, signature, cerebellum = true, olive = true, lesion }) => ({
    name,
    signature,
    cerebellum,
    olive,
    lesion: { ...NO_LESION, ...lesion },
  })),
  protocols: (muscles ? [] : experiments).map(({ name, about }) => ({ name, about })),
});

/** Why an arm with muscles cannot be set so; undefined where it can. */
export function askedTooMuch(
  { name, muscles }: Pick<Arm, "name" | "muscles">,
  asked: Pick<SettingsPatch, "learner" | "adaptive" | "onlineCortex">,
): string | undefined {
  if (!muscles) return undefined;
  const { learner = "rls", adaptive = false, onlineCortex = false } = asked;
  if (learner !== "rls") {
    return `Expected the learner rls for the muscles of ${name}, found ${learner}, which is about torques.`;
  }
  if (onlineCortex) return noOnlineCortex(name);
  return adaptive
    ? `The adaptive command is a share of torques, and ${name} has muscles: leave it off.`
    : undefined;
}

/** Why the cortex of an arm with muscles does not learn while it moves. */
export const noOnlineCortex = (name: string): string =>
  `A cortex that learns while it moves learns torques, and ${name} has muscles: leave it as it is.`;
