/**
 * Experiments on a learner, as data: what is done to it, from when and until when.
 *
 *   cerebellum-off            a lesion: no prediction is made, heard or taught; cortical weights stay
 *   olive-off                 the cerebellum learns no more, but goes on to speak; with a joint clip
 *                             its gradients still count in the norm, as in the published code
 *   fixed-random-cerebellum   its output layer is drawn anew, and it never learns
 *   shadow                    it learns, but the cortex does not hear it
 *   clamp-unit, noise         a unit is held at a value; noise on all cortical units
 *
 * Epochs and steps count from 0; `from` belongs to the experiment, `to` no longer does. A step is a
 * batch, counted from the beginning of training.
 */
import type { Clamp, Influence, Noise } from "./influence.ts";
import { UNTOUCHED } from "./influence.ts";
import type { Draws } from "./sequence-batch.ts";

type Moment = { readonly epoch: number } | { readonly step: number };

export type Intervention = Act & { readonly from: Moment; readonly to?: Moment };

type Act =
  | { readonly kind: "cerebellum-off" | "olive-off" | "fixed-random-cerebellum" | "shadow" }
  | ({ readonly kind: "clamp-unit" } & Clamp)
  | { readonly kind: "noise"; readonly deviation: number };

export interface Schedule {
  /** What is done to the learner at this step. */
  at(epoch: number, step: number): Influence;
  /** Whether the cerebellum's output layer is to be drawn anew before this step. */
  randomisesAt(epoch: number, step: number): boolean;
}

/** Noise comes from `draws`. The schedule is asked for every step of a run, in order. */
export function schedule(interventions: readonly Intervention[], draws: Draws): Schedule {
  const begun = new Set<Intervention>();
  let active: readonly Intervention[] = [];
  let influence = UNTOUCHED;

  const isActive = ({ from, to }: Intervention, epoch: number, step: number): boolean =>
    isReached(from, epoch, step) && !(to && isReached(to, epoch, step));

  return {
    at(epoch, step) {
      const now = interventions.filter((one) => isActive(one, epoch, step));
      if (now.length !== active.length || now.some((one, i) => one !== active[i])) {
        active = now;
        influence = combined(now, draws);
      }
      return influence;
    },

    randomisesAt(epoch, step) {
      const due = interventions.filter(
        (one) =>
          one.kind === "fixed-random-cerebellum" && isActive(one, epoch, step) && !begun.has(one),
      );
      for (const one of due) begun.add(one);
      return due.length > 0;
    },
  };
}

const isReached = (moment: Moment, epoch: number, step: number): boolean =>
  "epoch" in moment ? epoch >= moment.epoch : step >= moment.step;

function combined(active: readonly Intervention[], draws: Draws): Influence {
  const has = (...kinds: Intervention["kind"][]) => active.some(({ kind }) => kinds.includes(kind));
  const clamps: Clamp[] = active.flatMap((one) =>
    one.kind === "clamp-unit" ? { site: one.site, unit: one.unit, value: one.value } : [],
  );
  const noise: Noise[] = active.flatMap((one) =>
    one.kind === "noise" ? { deviation: one.deviation, draws } : [],
  );
  return {
    cerebellum: has("cerebellum-off") ? "off" : has("shadow") ? "shadow" : "on",
    olive: has("olive-off", "fixed-random-cerebellum") ? "off" : "on",
    clamps,
    noise,
  };
}
