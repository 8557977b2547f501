/**
 * What the arm does while nobody tells it: rounds of reaches or figures, for ever.
 */
import type { Goal } from "./programme.ts";
import { allFigures, centreOutRound, REST } from "./programme.ts";

export const demoNames = ["reaching", "figures", "still"] as const;
export type DemoName = (typeof demoNames)[number];

/** Time that a viewer's own goal is left alone before the demo goes on [s]. */
const MANNERS = 8;

export interface Demo {
  readonly name: DemoName;
  /** Changes the programme; its first goal is due as soon as the motion under way is over. */
  choose(name: DemoName): void;
  /** Whether the next goal is due; `endsAt` is when the motion under way ends. */
  isDue(now: number, endsAt: number): boolean;
  /** The next goal. */
  next(): Goal;
  /** Index in `figures` of the figure begun last, −1 where it was a reach. */
  readonly figure: number;
  /** Whether the goal begun last counts in scores. */
  readonly scored: boolean;
  /** A viewer has set a goal of their own. */
  yield(): void;
}

/** Everything is prepared here, so that the methods are real-time safe. */
export function makeDemo(name: DemoName): Demo {
  const reaches = centreOutRound();
  const drawings = allFigures();
  let reach = 0;
  let drawing = -1;
  let figure = -1;
  let scored = false;
  let wait = REST;
  let chosen = name;

  return {
    get name() {
      return chosen;
    },
    choose(other) {
      if (other !== chosen) wait = 0;
      chosen = other;
    },
    get figure() {
      return figure;
    },
    get scored() {
      return scored;
    },
    isDue(now, endsAt) {
      return chosen !== "still" && now >= endsAt + wait;
    },
    next() {
      wait = REST;
      if (chosen === "figures") {
        drawing = (drawing + 1) % drawings.length;
        figure = drawing;
        scored = false;
        return drawings[drawing];
      }
      figure = -1;
      const goal = reaches[reach];
      scored = goal.kind === "reach" && goal.scored;
      reach = (reach + 1) % reaches.length;
      return goal;
    },
    yield() {
      figure = -1;
      scored = false;
      wait = MANNERS;
    },
  };
}
