import { expect, test } from "vitest";
import { AT, telemetryBuffer, telemetryWriter } from "../../bridge/shared/telemetry-ring.ts";
import { liveScores } from "../../cli/live/live-scores.ts";
import { PHASE } from "../../controller/goal/goal-player.ts";
import { inverseKinematics } from "../../plant/arm/kinematics.ts";
import { SETTLING } from "../../sim/movement-score.ts";

const arm = { l1: 0.3, l2: 0.33 };

/** A loop's telemetry of one reach to (0.1, 0.42), its hand `off` metres above where it should be. */
function reach(write: ReturnType<typeof telemetryWriter>, goal: number, off: number, scored = 1) {
  const { record, publish } = write;
  const q = new Float64Array(2);
  for (let k = 0; k <= 100; k++) {
    const time = goal * 10 + k / 100;
    inverseKinematics(q, 0.1, 0.42 + off, arm);
    record[AT.time] = time;
    record[AT.shoulder] = q[0];
    record[AT.elbow] = q[1];
    record[AT.desiredX] = 0.1;
    record[AT.desiredY] = 0.42;
    record[AT.targetX] = 0.1;
    record[AT.targetY] = 0.42;
    record[AT.goal] = goal;
    record[AT.endsAt] = goal * 10 + 0.6;
    record[AT.scored] = scored;
    record[AT.phase] = k < 60 ? PHASE.reaching : PHASE.holding;
    publish();
  }
}

test("the demo's reaches are scored once each, and nothing else is", () => {
  const buffer = telemetryBuffer();
  const write = telemetryWriter(buffer);
  const scores = liveScores(buffer, arm);
  reach(write, 1, 0.002);
  reach(write, 2, 0.05, 0);
  expect(scores.look()).toHaveLength(1);
  reach(write, 3, 0.004);
  const reaches = scores.look();
  expect(reaches.map(({ endpointError }) => endpointError)).toBeNear([0.002, 0.004], {
    atol: 1e-9,
  });
  expect(reaches.map(({ pathRms }) => pathRms)).toBeNear([0.002, 0.004], { atol: 1e-9 });
  expect(SETTLING).toBeLessThan(0.4); // or the reaches above would not have settled
});
