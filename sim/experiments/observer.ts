/**
 * Watches a rig at work and scores its movements.
 */
import { PHASE } from "../../controller/goal/goal-player.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { MovementScore } from "../movement-score.ts";
import { makeMovementScorer, SETTLING } from "../movement-score.ts";
import type { Goal } from "../tasks/programme.ts";
import type { Rig } from "./rig.ts";

export interface Observer {
  readonly reaches: MovementScore[];
  readonly strokes: MovementScore[];
  /** Gives the brain its next goal. */
  begin(now: number, goal: Goal): void;
  /** Call once per brain period, after the brain has decided. Allocates only when a movement is over. */
  see(now: number): void;
}

export function observe({ brain, plant }: Rig, arm: Arm): Observer {
  const scorer = makeMovementScorer();
  const hand = new Float64Array(2);
  const wish = new Float64Array(2);
  const reaches: MovementScore[] = [];
  const strokes: MovementScore[] = [];
  /** Where the score of the movement under way goes. */
  let scores: MovementScore[] | undefined;

  return {
    reaches,
    strokes,

    begin(now, goal) {
      scorer.begin();
      if (goal.kind === "reach") {
        brain.goals.reach(now, goal.x, goal.y);
        scores = goal.scored ? reaches : undefined;
      } else {
        brain.goals.draw(now, goal.path, goal.path.length / 2);
        scores = strokes;
      }
    },

    see(now) {
      if (scores === undefined) return;
      const { goals } = brain;
      const phase = goals.phase(now);
      forwardKinematics(hand, plant.truth, arm);
      if (phase === PHASE.reaching || phase === PHASE.drawing) {
        goals.position(wish, now);
        scorer.follow(hand, wish);
      } else if (phase === PHASE.holding && now >= goals.endsAt() + SETTLING) {
        const score = scorer.settle(hand, goals.target);
        if (score !== undefined) scores.push(score);
        scores = undefined;
      }
    },
  };
}
