/** What senses can be made to say, to bring a learner to grief. */
import { TORQUE_MAX } from "../../../controller/cortex/command-space.ts";
import { makeRandom } from "../../../sim/random.ts";
import type { Attack } from "./babbling.ts";

const SECOND = 100;
/** Fresh draws for each attack. */
const draws = makeRandom;

const walk = (step: number): Attack => {
  const { normal } = draws(21);
  const at = [0.9, 1.4, 0, 0, 0, 0];
  return ({ senses, command }) => {
    for (let i = 0; i < 6; i++) at[i] += step * normal();
    for (let i = 0; i < 4; i++) senses[i] = at[i];
    for (let j = 0; j < 2; j++) command[j] = at[4 + j];
  };
};

/** One number that everything is proportional to. */
const collinear = (): Attack => {
  const { normal } = draws(22);
  let s = 0;
  return ({ senses, command }) => {
    s = 0.98 * s + 0.2 * normal();
    for (let i = 0; i < 4; i++) senses[i] = (i + 1) * 0.3 * s;
    for (let j = 0; j < 2; j++) command[j] = (j + 2) * s;
  };
};

/** Whatever of some draws makes the weights move most when it is learnt, at every decision. */
const worst = (candidates: number): Attack => {
  const { uniform } = draws(23);
  const wide = (): number => 6 * uniform() - 3;
  let kept: Float64Array[] = [];
  return ({ senses, command, n, model }) => {
    const [weights] = model.cells.memory;
    kept = model.cells.memory.map((memory, i) => {
      kept[i]?.set(memory);
      return kept[i] ?? Float64Array.from(memory);
    });
    const g = Float64Array.from(model.fibres);
    let most = -1;
    const best = new Float64Array(4);
    const said = new Float64Array(4);
    const error = new Float64Array(4);
    for (let c = 0; c < candidates; c++) {
      const felt = Float64Array.from({ length: 4 }, (_, i) => (i < 2 ? 1 + wide() : 10 * wide()));
      model.cells.fire(said, g);
      for (let i = 0; i < 4; i++) error[i] = felt[i] - said[i];
      model.cells.learn(g, error);
      const size = weights.reduce((sum, w) => sum + w * w, 0);
      for (const [i, memory] of model.cells.memory.entries()) memory.set(kept[i]);
      if (size > most) {
        most = size;
        best.set(felt);
      }
    }
    for (let i = 0; i < 4; i++) senses[i] = best[i];
    // From one bound to the other, so that copies of commands say as much as they can.
    for (let j = 0; j < 2; j++) command[j] = (n % 2 === 0 ? 1 : -1) * TORQUE_MAX[j];
  };
};

export const attacks: Readonly<Record<string, () => Attack>> = {
  "nothing at all":
    () =>
    ({ senses, command }) => {
      senses.set([0.9, 1.4, 0, 0]);
      command.fill(0);
    },
  "a random walk": () => walk(0.01),
  "a wild random walk": () => walk(1),
  "huge numbers": () => {
    const { uniform } = draws(24);
    return ({ senses, command }) => {
      for (let i = 0; i < 4; i++) senses[i] = 10 ** (300 * uniform()) * (uniform() < 0.5 ? -1 : 1);
      for (let j = 0; j < 2; j++) command[j] = 1e9 * (uniform() - 0.5);
    };
  },
  "large numbers": () => {
    const { uniform } = draws(25);
    return ({ senses }) => {
      for (let i = 0; i < 4; i++) senses[i] = 1e4 * (uniform() - 0.5);
    };
  },
  "bursts of no numbers": () => {
    const { uniform } = draws(26);
    const none = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    return ({ senses, n }) => {
      if (n % 50 > 10) return;
      for (let i = 0; i < 5; i++) if (uniform() < 0.3) senses[i] = none[Math.floor(3 * uniform())];
    };
  },
  "steps in sign":
    () =>
    ({ senses, command, n }) => {
      const sign = Math.floor(n / SECOND) % 2 === 0 ? 1 : -1;
      for (let i = 0; i < 4; i++) senses[i] *= sign;
      for (let j = 0; j < 2; j++) command[j] *= -sign;
    },
  "the opposite of what is":
    () =>
    ({ senses, command }) => {
      for (let i = 0; i < 4; i++) senses[i] *= -1;
      for (let j = 0; j < 2; j++) command[j] *= -1;
    },
  "another delay each second": () => {
    const { uniform } = draws(27);
    return ({ plant, n }) => {
      if (n % SECOND === 0) plant.delay = 0.3 * uniform();
    };
  },
  "all of one": collinear,
  "the worst of eight": () => worst(8),
};
