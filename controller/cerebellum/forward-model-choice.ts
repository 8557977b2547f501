/**
 * Several forward models of which one is at work. The others keep what they have learnt, and learn
 * nothing meanwhile. They share one lesion: it is the cerebellum's, whichever way it learns.
 */
import type { ForwardModel } from "./forward-model.ts";

export interface ForwardModelChoice extends ForwardModel {
  /** From the next prediction on number `index`; real-time safe. One that is not there changes nothing. */
  choose(index: number): void;
}

/** The first is at work until another is chosen. */
export function chooseAmong(models: readonly ForwardModel[]): ForwardModelChoice {
  const [first] = models;
  if (first === undefined) throw new RangeError("expected at least one forward model, found none");
  if (models.some(({ lesion }) => lesion !== first.lesion)) {
    throw new RangeError("expected forward models that share one lesion");
  }
  let chosen = first;
  return {
    lesion: first.lesion,
    get cells() {
      return chosen.cells;
    },
    get granules() {
      return chosen.granules;
    },
    get oliveError() {
      return chosen.oliveError;
    },
    get surprise() {
      return chosen.surprise;
    },
    get fibres() {
      return chosen.fibres;
    },
    get said() {
      return chosen.said;
    },
    choose(index) {
      chosen = models[index] ?? chosen;
    },
    predict(state, senses, now, sent) {
      chosen.predict(state, senses, now, sent);
    },
    learn(senses, now) {
      chosen.learn(senses, now);
    },
  };
}
