import { describe, expect, test } from "vitest";
import { attacks } from "./attacks.ts";
import { babble } from "./babbling.ts";

const LEARNING = 120;
const MINUTE = 60;
/** No read-out has a larger weight, and no covariance a larger variance. */
const WEIGHT_MAX = 50;

/** What nothing excites winds a covariance up slowly. Small steps have none, and cost ten times as much. */
const HOUR = 3600;
const lastsFor = (learner: string, name: string): number =>
  learner === "nlms" ? MINUTE : name === "nothing at all" ? HOUR : 3 * MINUTE;

describe.each(["rls", "nlms", "hybrid"] as const)("the forward model %s", (learner) => {
  test.each(Object.keys(attacks))(
    "gets over %s within a minute",
    (name) => {
      const subject = babble(learner, 5001);
      const before = subject.goOn(LEARNING);
      subject.goOn(lastsFor(learner, name), attacks[name]());
      const after = subject.goOn(MINUTE);
      expect(subject.worst()).toBeLessThanOrEqual(WEIGHT_MAX);
      expect(subject.strays()).toBe(0);
      expect(after).toBeLessThanOrEqual(1.5 * before);
    },
    300_000,
  );
});
