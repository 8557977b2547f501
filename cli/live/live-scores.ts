/**
 * Scores of the reaches that the loop's demo makes, from its telemetry: the loop itself has no time
 * for it. Look often enough, and nothing is missed: the ring holds twenty seconds.
 */
import { AT, telemetryReader } from "../../bridge/shared/telemetry-ring.ts";
import { PHASE } from "../../controller/goal/goal-player.ts";
import type { Lengths } from "../../plant/arm/kinematics.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { MovementScore } from "../../sim/movement-score.ts";
import { makeMovementScorer, SETTLING } from "../../sim/movement-score.ts";

export interface LiveScores {
  /** Takes in what has come since the last look, and gives the scores of all reaches so far. */
  look(): readonly MovementScore[];
}

export function liveScores(telemetryBuffer: SharedArrayBuffer, arm: Lengths): LiveScores {
  const telemetry = telemetryReader(telemetryBuffer);
  const scorer = makeMovementScorer();
  const reaches: MovementScore[] = [];
  const hand = new Float64Array(2);
  let seen = 0;
  let goal = -1;

  const see = (record: Float64Array): void => {
    const read = (at: number): number => record[at] ?? 0;
    if (read(AT.goal) !== goal) {
      goal = read(AT.goal);
      scorer.begin();
    }
    if (read(AT.scored) === 0) return;
    forwardKinematics(hand, record.subarray(AT.shoulder), arm);
    if (read(AT.phase) === PHASE.reaching) {
      scorer.follow(hand, record.subarray(AT.desiredX, AT.desiredX + 2));
    } else if (read(AT.time) >= read(AT.endsAt) + SETTLING) {
      const score = scorer.settle(hand, record.subarray(AT.targetX, AT.targetX + 2));
      if (score !== undefined) reaches.push(score);
    }
  };

  return {
    look() {
      for (const count = telemetry.count(); seen < count; seen++) {
        const record = telemetry.at(seen);
        if (record === undefined) goal = -1;
        else see(record);
      }
      return reaches;
    },
  };
}
