import { describe, expect, test } from "vitest";
import type { AdaptiveCommand } from "../../../controller/cerebellum/adaptive-command.ts";
import type { VisuomotorMap } from "../../../controller/cerebellum/visuomotor-map.ts";
import { TORQUE_MAX } from "../../../controller/cortex/command-space.ts";
import {
  AIM_LEARNING,
  COMMAND_LEARNING,
  COMMAND_TWO_STATES,
  growAdaptation,
} from "../../../sim/experiments/adaptation.ts";
import { makeRandom } from "../../../sim/random.ts";
import { SENSORY_NOISE } from "../../../sim/simulated-arm.ts";

const PERIOD = 0.01;
const MEMORY = 33;
const LATE = 10;
const MINUTE = 60 / PERIOD;
const home = [0.9, 1.4] as const;

/** What is put in the place of what is felt, or seen. */
type Lie = (true_: Float64Array, n: number) => void;
const lies: Readonly<Record<string, () => Lie>> = {
  nothing: () => (felt) => felt.fill(0, 0, felt.length - 1),
  "a random walk": () => {
    const { normal } = makeRandom(31);
    const at = [0, 0, 0, 0];
    return (felt) => {
      for (let i = 0; i < felt.length - 1; i++) felt[i] = at[i] += 0.02 * normal();
    };
  },
  "huge numbers": () => {
    const { uniform } = makeRandom(32);
    return (felt) => {
      for (let i = 0; i < felt.length - 1; i++)
        felt[i] = 10 ** (300 * uniform()) * (uniform() - 0.5);
    };
  },
  "bursts of no numbers": () => {
    const { uniform } = makeRandom(33);
    return (felt) => {
      for (let i = 0; i < felt.length; i++) {
        if (uniform() < 0.1) felt[i] = uniform() < 0.5 ? Number.NaN : Number.POSITIVE_INFINITY;
      }
    };
  },
  "errors that are always on one side": () => (felt) => {
    for (let i = 0; i < felt.length - 1; i++) felt[i] -= 10;
  },
  "errors that change sides each second": () => (felt, n) => {
    const side = Math.floor(n * PERIOD) % 2 === 0 ? 10 : -10;
    for (let i = 0; i < felt.length - 1; i++) felt[i] += side;
  },
  "another age each second": () => {
    const { uniform } = makeRandom(34);
    let age = 0.1;
    return (felt, n) => {
      if (n % 100 === 0) age = 0.3 * uniform();
      felt[felt.length - 1] = age;
    };
  },
};

/** A limb that lags by what its command lacks, as a reflex of 60 N·m/rad and 8 N·m·s/rad would feel it. */
function limb(command: AdaptiveCommand) {
  const { normal } = makeRandom(36);
  const wish = new Float64Array(6);
  const state = new Float64Array(4);
  const past: number[][] = [];
  const felt = new Float64Array(5);
  let k = 0;
  /** Mean size of what the command lacks over the last ten seconds [N·m]. */
  return (turns: number, lie?: Lie): number => {
    let sum = 0;
    for (let n = 0; n < turns; n++, k++) {
      const now = k * PERIOD;
      for (const j of [0, 1]) {
        const [size, pace] = [0.2 + 0.05 * j, 3.1 + 1.7 * j];
        wish[j] = home[j] + size * Math.sin(pace * now);
        wish[2 + j] = size * pace * Math.cos(pace * now);
        wish[4 + j] = -size * pace * pace * Math.sin(pace * now);
        state[j] = wish[j];
        state[2 + j] = wish[2 + j];
      }
      command.act(wish, state, now);
      // A load, and a field of velocity.
      const lacks = [
        0.4 + 0.5 * wish[3] - command.torque[0],
        -0.2 - 0.5 * wish[2] - command.torque[1],
      ];
      past.push([...wish.subarray(0, 4), ...lacks]);
      if (past.length > LATE + 1) past.shift();
      const [then] = past;
      for (const j of [0, 1]) {
        const { angle, velocity } = SENSORY_NOISE;
        felt[j] = then[j] - (60 * then[4 + j]) / (60 ** 2 + 8 ** 2) + angle * normal();
        felt[2 + j] = then[2 + j] - (8 * then[4 + j]) / (60 ** 2 + 8 ** 2) + velocity * normal();
        expect(Math.abs(command.torque[j])).toBeLessThanOrEqual(TORQUE_MAX[j] / 2);
      }
      felt[4] = (past.length - 1) * PERIOD;
      lie?.(felt, n);
      command.learn(felt, now);
      if (n >= turns - 1000) sum += Math.abs(lacks[0]) + Math.abs(lacks[1]);
    }
    return sum / 2000;
  };
}

/** A hand that is where it is aimed, under a cursor that is turned by 30°. */
function turnedCursor(map: VisuomotorMap) {
  const { uniform } = makeRandom(35);
  const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const wish = Float64Array.of(0, 0.42);
  const hand = new Float64Array(2);
  const seen = new Float64Array(3);
  const past: number[][] = [];
  let k = 0;
  /** Mean distance between cursor and wish over the last ten seconds [m]. */
  return (turns: number, lie?: Lie): number => {
    let sum = 0;
    for (let n = 0; n < turns; n++, k++) {
      const now = k * PERIOD;
      if (k % 60 === 0) {
        wish[0] = 0.2 * uniform() - 0.1;
        wish[1] = 0.32 + 0.2 * uniform();
      }
      if (past.length > LATE) {
        const [x, y] = past[past.length - LATE];
        seen.set([x, y, LATE * PERIOD]);
        lie?.(seen, n);
        map.learn(seen, now);
      }
      hand.set(wish);
      map.aim(hand, 1);
      map.expect(wish, now);
      const [x, y] = [hand[0], hand[1] - 0.42];
      const cursor = [cos * x - sin * y, sin * x + cos * y + 0.42];
      past.push(cursor);
      if (past.length > LATE + 1) past.shift();
      expect(Math.abs(hand[0] - wish[0])).toBeLessThan(0.3001);
      expect(Math.abs(hand[1] - wish[1])).toBeLessThan(0.3001);
      if (n >= turns - 1000) sum += Math.hypot(cursor[0] - wish[0], cursor[1] - wish[1]);
    }
    return sum / 1000;
  };
}

const adaptations = { filter: COMMAND_LEARNING, "two states": COMMAND_TWO_STATES } as const;

/** Lies that no limb tells teach nothing; but a limb may well be held where one of these says that it is. */
const learnable = ["nothing", "a random walk", "another age each second"];

describe.each(Object.entries(adaptations))("a share of the command, learnt by %s", (_, command) => {
  const grown = () => {
    const { adaptiveCommand } = growAdaptation({ command }, home, MEMORY);
    if (!adaptiveCommand) throw new Error("expected a share of the command");
    const isBounded = (): boolean =>
      adaptiveCommand.cells.memory.every((one) => one.every((value) => Math.abs(value) <= 50));
    return { goOn: limb(adaptiveCommand), isBounded };
  };

  test.each(Object.keys(lies).filter((name) => !learnable.includes(name)))(
    "gets over ten minutes of %s within one",
    (name) => {
      const { goOn, isBounded } = grown();
      const before = goOn(5 * MINUTE);
      goOn(10 * MINUTE, lies[name]());
      expect(goOn(MINUTE)).toBeLessThan(1.5 * before);
      expect(isBounded()).toBe(true);
    },
    60_000,
  );

  /**
   * After minutes of it a filter doubts little, and unlearns as slowly as it would learn another field. The
   * forward model's, which expects its weights to drift a thousand times as fast, needs seconds.
   */
  test.each(learnable)(
    "is bounded through ten minutes of %s, and gets better",
    (name) => {
      const { goOn, isBounded } = grown();
      goOn(5 * MINUTE);
      goOn(10 * MINUTE, lies[name]());
      const minute = goOn(MINUTE);
      expect(goOn(4 * MINUTE)).toBeLessThan(minute);
      expect(isBounded()).toBe(true);
    },
    60_000,
  );
});

describe("where to aim", () => {
  test.each(Object.keys(lies))(
    "gets over ten minutes of %s within two",
    (name) => {
      const { visuomotorMap } = growAdaptation({ aim: AIM_LEARNING }, home, MEMORY);
      if (!visuomotorMap) throw new Error("expected a map");
      const goOn = turnedCursor(visuomotorMap);
      const before = goOn(2 * MINUTE);
      goOn(10 * MINUTE, lies[name]());
      expect(goOn(2 * MINUTE)).toBeLessThan(1.5 * before);
    },
    60_000,
  );
});
