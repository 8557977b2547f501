import type { Observable } from "rxjs";
import { concatWith, EMPTY, take, throwError } from "rxjs";
import { describe, expect, test } from "vitest";
import type { Brain } from "../../controller/brain.ts";
import { noLesion } from "../../controller/cerebellum/lesion.ts";
import type { Tick } from "../../controller/clock.ts";
import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { makeGoalPlayer } from "../../controller/goal/goal-player.ts";
import { controlLoop } from "../../controller/loop.ts";
import { makeRandom } from "../../sim/random.ts";
import { simulateArm } from "../../sim/simulated-arm.ts";
import { arm, smallBrain } from "./small-brain.ts";

const ticking = (seconds: number, period = 0.001): Observable<Tick> =>
  fixedRate({ timer: virtualTimer(), period, stop: () => false }).pipe(
    take(Math.round(seconds / period)),
  );
const limits = {
  min: Float64Array.of(-5, -4),
  max: Float64Array.of(5, 4),
  slewPerSecond: Float64Array.of(500, 400),
};

/** A loop whose brain says what `says` tells it to. */
function scripted(says: (now: number) => readonly [number, number]) {
  const decisions: number[] = [];
  const sent: number[][] = [];
  const plant = simulateArm({ arm, home: [0.9, 1.4], random: makeRandom(1), delay: 0, noise: 0 });
  const brain: Brain = {
    cerebellum: true,
    olive: true,
    adaptive: true,
    cortexLearning: false,
    goals: makeGoalPlayer(0, 0.4),
    estimate: new Float64Array(4),
    lesion: noLesion(),
    adaptiveCommand: undefined,
    visuomotorMap: undefined,
    onlineCortex: undefined,
    look() {},
    overrule() {},
    step(command, _, now) {
      decisions.push(now);
      command.set(says(now));
    },
    sent: (command, now) => sent.push([now, command[0], command[1]]),
  };
  return { plant, brain, limits, brainPeriod: 0.01, decisions, sent };
}

describe("the brain", () => {
  test.each([
    ["100 Hz", 0.01],
    ["500 Hz", 0.002],
    ["1 kHz", 0.001],
  ])("decides a hundred times a second at %s", (_, period) => {
    const rig = scripted(() => [0, 0]);
    controlLoop({ ...rig, ticks: ticking(1, period) }).subscribe();
    expect(rig.decisions).toBeNear(
      Array.from({ length: 100 }, (__, i) => 0.01 * (i + 1)),
      { atol: 1e-9 },
    );
  });

  test("decides on the first tick after a period of its own that was missed", () => {
    const rig = scripted(() => [0, 0]);
    const timer = virtualTimer();
    let stop = false;
    const ticks = fixedRate({ timer, period: 0.001, stop: () => stop });
    controlLoop({ ...rig, ticks }).subscribe(({ tick }) => {
      if (tick.index === 15) timer.wait(Float64Array.of(0.0325, 0, 0));
      stop = tick.at > 0.045;
    });
    expect(rig.decisions.slice(-3)).toBeNear([0.01, 0.0325, 0.04], { atol: 1e-9 });
  });

  test("is asked to prepare before it decides, and only then", () => {
    const rig = scripted(() => [0, 0]);
    const prepared: number[] = [];
    const prepare = (now: number) => {
      expect(rig.decisions).toHaveLength(prepared.length);
      prepared.push(now);
    };
    controlLoop({ ...rig, prepare, ticks: ticking(0.1) }).subscribe();
    expect(prepared).toEqual(rig.decisions);
  });
});

describe("a command", () => {
  test("is held until the next decision", () => {
    const rig = scripted((now) => [now, -now]);
    const seen: number[] = [];
    controlLoop({ ...rig, ticks: ticking(0.035) }).subscribe(({ command }) => {
      seen.push(Math.round(1000 * command[0]));
    });
    const tens = (value: number) => new Array(10).fill(value);
    expect(seen).toEqual([...tens(0).slice(1), ...tens(10), ...tens(20), ...new Array(6).fill(30)]);
  });

  test("goes out within the limits, and the brain is told what went out", () => {
    const rig = scripted(() => [100, -100]);
    controlLoop({ ...rig, ticks: ticking(0.1) }).subscribe();
    for (const [i, [now, shoulder, elbow]] of rig.sent.entries()) {
      const [before, was] = i === 0 ? [0, 0] : rig.sent[i - 1];
      expect(shoulder).toBeCloseTo(Math.min(5, was + 500 * (now - before)), 9);
      expect(elbow).toBeGreaterThanOrEqual(-4);
    }
    expect(rig.sent.at(-1)?.slice(1)).toEqual([5, -4]);
  });

  test("that is not a number lets the body go and flags a fault, for good", () => {
    const rig = scripted((now) => (now > 0.0299 ? [Number.NaN, 1] : [1, 1]));
    const faults: boolean[] = [];
    controlLoop({ ...rig, ticks: ticking(0.05) }).subscribe(({ fault, tick }) => {
      faults.push(fault);
      if (tick.at > 0.0299) expect([...rig.plant.torque]).toEqual([0, 0]);
    });
    expect(faults.indexOf(true)).toBe(29);
    expect(faults.slice(29).every(Boolean)).toBe(true);
    expect(rig.decisions.at(-1)).toBeCloseTo(0.03, 9);
  });

  test("that is not a number is the last that counts as a decision", () => {
    const rig = scripted((now) => (now > 0.0299 ? [Number.NaN, 1] : [1, 1]));
    let decided = 0;
    controlLoop({ ...rig, ticks: ticking(0.05) }).subscribe((turn) => {
      if (turn.decided) decided++;
    });
    expect(decided).toBe(rig.decisions.length);
  });
});

describe("the body goes limp", () => {
  const strong = () => scripted(() => [3, -3]);
  const torqueAfter = (run: (rig: ReturnType<typeof strong>) => void): number[] => {
    const rig = strong();
    run(rig);
    expect(rig.decisions.length).toBeGreaterThan(0);
    return [...rig.plant.torque];
  };

  test("when the ticks end", () => {
    const after = torqueAfter((rig) => controlLoop({ ...rig, ticks: ticking(0.1) }).subscribe());
    expect(after).toEqual([0, 0]);
  });

  test("when nobody listens any more", () => {
    const after = torqueAfter((rig) =>
      controlLoop({ ...rig, ticks: ticking(1) })
        .pipe(take(50))
        .subscribe(),
    );
    expect(after).toEqual([0, 0]);
  });

  test("when the ticks fail", () => {
    const failing = ticking(0.1).pipe(concatWith(throwError(() => new Error("no more time"))));
    let why = "";
    const after = torqueAfter((rig) =>
      controlLoop({ ...rig, ticks: failing }).subscribe({
        error: (error: Error) => {
          why = error.message;
        },
      }),
    );
    expect([after, why]).toEqual([[0, 0], "no more time"]);
  });

  test("when the brain throws", () => {
    const after = torqueAfter((rig) => {
      const says = rig.brain.step;
      rig.brain.step = (command, senses, now) => {
        if (now > 0.05) throw new Error("a stroke");
        says(command, senses, now);
      };
      controlLoop({ ...rig, ticks: ticking(0.1) }).subscribe({ error: () => {} });
    });
    expect(after).toEqual([0, 0]);
  });

  test("even where there never was a tick", () => {
    const rig = strong();
    rig.plant.actuate(Float64Array.of(1, 1));
    controlLoop({ ...rig, ticks: EMPTY }).subscribe();
    expect([...rig.plant.torque]).toEqual([0, 0]);
  });
});

describe("the same brain and arm", () => {
  const handedOut = (period: number, engine: "typescript" | "wasm-simd" = "typescript") => {
    const rig = smallBrain({ engine });
    const commands: number[][] = [];
    controlLoop({
      ...rig,
      ticks: ticking(3, period),
      prepare: (now) => {
        if (now > 0.4 && rig.brain.goals.goal === 0) rig.brain.goals.reach(now, 0.1, 0.45);
      },
    }).subscribe(({ decided, command }) => {
      if (decided) commands.push(Array.from(command));
    });
    return commands;
  };

  test("give the same commands when run again", () => {
    expect(handedOut(0.001)).toEqual(handedOut(0.001));
  });

  test.each([0.002, 0.01])("give the same commands with a loop of %d s", (period) => {
    const slow = handedOut(period);
    const fast = handedOut(0.001);
    expect(slow).toHaveLength(fast.length);
    expect(slow.flat()).toBeNear(fast.flat(), { atol: 1e-6 });
  });
});
