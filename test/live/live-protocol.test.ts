import { expect, test, vi } from "vitest";
import { mediansOf } from "../../cli/experiments/summary.ts";
import { experiments } from "../../sim/experiments/experiments.ts";
import { laboratory } from "../sim/experiments/laboratory.ts";
import { watched } from "./watched-loop.ts";

/** Nobody chose anything while looking at this seed. */
const SEED = 8104;
/** Much faster than any machine: it goes as fast as it can. */
const SPEED = 1000;
/** The longest takes some ten seconds on an idle machine [ms]. */
const PATIENCE = 150_000;

// What is felt and seen at different times, lesions that come within a trial, channels, a cortex that learns.
test.each(["senses", "lesions", "recovery", "delay"])(
  "the protocol %s that is watched comes to what the experiment comes to, to the bit",
  async (name) => {
    const { client } = await watched();
    client.say({ op: "protocol", action: "start", name, speed: SPEED, seed: SEED });
    const experiment = experiments.find((one) => one.name === name);
    const found = experiment?.perform(laboratory, SEED) ?? { figures: {} };
    const isOver = (): void => expect(client.heard("protocolEnded")).toHaveLength(1);
    await vi.waitFor(isOver, { timeout: PATIENCE, interval: 100 });
    const [ended] = client.heard("protocolEnded");
    expect(ended).toMatchObject({ name, how: "done", why: null });
    expect(ended.figures).toEqual(mediansOf([found]));
    expect(ended.curves).toEqual(
      Object.fromEntries(
        Object.entries(found.curves ?? {}).map(([curve, values]) => [
          curve,
          values.map((value) => (Number.isFinite(value) ? value : null)),
        ]),
      ),
    );
    expect(Object.keys(ended.figures).length).toBeGreaterThan(10);
  },
  1.2 * PATIENCE,
);
