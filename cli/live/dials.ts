/**
 * The dials of a live loop, lesion, world and learners: as the words of a mailbox, and turned.
 */
import type {
  Learner,
  LiveSettings,
  LiveWorld as WorldSettings,
} from "../../bridge/protocol/live-settings.ts";
import { LEARNERS } from "../../bridge/protocol/live-settings.ts";
import type { Rig } from "../../sim/experiments/rig.ts";
import type { LiveWorld } from "../../sim/perturbations/live-world.ts";
import { STEADY_WORDS, steadyWorld } from "../../sim/perturbations/live-world.ts";
import type { Perturbation } from "../../sim/perturbations/perturbation.ts";
import { curlField, saddleField } from "../../sim/perturbations/perturbation.ts";
import { WORKSPACE } from "../../sim/tasks/workspace.ts";

const learners = Object.keys(LEARNERS);

/** Which of a live rig's forward models it is. */
export const learnerPlace = (learner: Learner): number => learners.indexOf(learner);

/** Words before those of the world. */
const WORLD = 9;
export const DIAL_WORDS = WORLD + STEADY_WORDS;

export function dialWords({
  adaptive,
  learner,
  onlineCortex,
  visualDelayMs,
  lesion,
  world,
}: LiveSettings): number[] {
  return [
    adaptive ? 1 : 0,
    learnerPlace(learner),
    visualDelayMs / 1000,
    lesion.purkinje,
    lesion.fibres,
    lesion.horizon,
    lesion.inertia,
    lesion.noise,
    onlineCortex ? 1 : 0,
    ...steadyWorld(perturbationsOf(world)),
  ];
}

/** A world as perturbations. */
function perturbationsOf(settings: WorldSettings): Perturbation[] {
  const { curl, saddle, load, addedMass, limbMass, rotation, gain } = settings;
  const about = WORKSPACE.centre;
  return [
    curlField(curl),
    saddleField(saddle),
    { kind: "load", force: load },
    { kind: "limb-mass", factor: limbMass },
    { kind: "added-mass", mass: addedMass },
    { kind: "rotation", angle: (Math.PI / 180) * rotation, about },
    { kind: "gain", factor: gain, about },
  ];
}

/** What turns the dials of a rig and its world to `words` [DIAL_WORDS]; real-time safe but for new masses. */
export function dialTurner({ brain, forwardModel }: Rig, world: LiveWorld) {
  const steady = new Float64Array(STEADY_WORDS);
  return (words: Float64Array): void => {
    const { lesion } = brain;
    brain.adaptive = words[0] === 1;
    forwardModel.choose(words[1] ?? 0);
    world.visualDelay = words[2] ?? 0;
    lesion.purkinje = words[3] ?? 0;
    lesion.fibres = words[4] ?? 0;
    lesion.horizon = words[5] ?? 1;
    lesion.inertia = words[6] ?? 1;
    lesion.noise = words[7] ?? 0;
    brain.cortexLearning = words[8] === 1;
    for (let i = 0; i < STEADY_WORDS; i++) steady[i] = words[WORLD + i] ?? 0;
    world.set(steady);
  };
}
