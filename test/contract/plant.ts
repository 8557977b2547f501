/** What every plant promises, whatever it is made of. */
import { describe, expect, test } from "vitest";
import type { Plant } from "../../plant/plant.ts";
import { heapGrowth } from "./heap-growth.ts";

/** `make` gives a plant at rest, with friction, that nobody has commanded yet: where it stays if it is limp. */
export function describePlant(name: string, make: () => Plant): void {
  const senseOf = (plant: Plant): Float64Array => {
    const senses = new Float64Array(2 * plant.joints + 1);
    plant.sense(senses);
    return senses;
  };
  const run = (plant: Plant, seconds: number): void => {
    for (let t = 0; t < seconds; t += 0.001) plant.advance({ dt: 0.001 });
  };
  const push = (plant: Plant, strength: number): Float64Array =>
    new Float64Array(plant.commands).fill(strength);

  describe(`the plant contract, kept by ${name}`, () => {
    test("there is at least one joint, and a number to command for each", () => {
      const { joints, commands } = make();
      expect(joints).toBeGreaterThanOrEqual(1);
      expect(commands).toBeGreaterThanOrEqual(joints);
    });

    test("senses are an angle and a velocity for each joint, and their age", () => {
      const plant = make();
      const senses = new Float64Array(2 * plant.joints + 3).fill(Number.NaN);
      plant.sense(senses);
      const [after, ...rest] = senses.slice(2 * plant.joints);
      expect(senses.subarray(0, 2 * plant.joints).every(Number.isFinite)).toBe(true);
      expect(after).toBeGreaterThanOrEqual(0);
      expect(rest).toEqual([Number.NaN, Number.NaN]);
    });

    test("it stays where it is until it is commanded", () => {
      const plant = make();
      const before = senseOf(plant);
      run(plant, 1);
      expect(senseOf(plant).subarray(0, 2 * plant.joints)).toBeNear(
        before.subarray(0, 2 * plant.joints),
        { atol: 1e-9 },
      );
    });

    test("a command holds until the next", () => {
      const once = make();
      const often = make();
      once.actuate(push(once, 0.3));
      for (let i = 0; i < 200; i++) {
        often.actuate(push(often, 0.3));
        once.advance({ dt: 0.001 });
        often.advance({ dt: 0.001 });
      }
      expect([...senseOf(once)]).toEqual([...senseOf(often)]);
      expect(senseOf(once)[0]).not.toBe(senseOf(make())[0]);
    });

    test("a command is copied, so that its memory may be used again", () => {
      const [kept, spoilt] = [make(), make()];
      const command = push(kept, 0.3);
      kept.actuate(command.slice());
      spoilt.actuate(command);
      command.fill(-5);
      run(kept, 0.1);
      run(spoilt, 0.1);
      expect([...senseOf(spoilt)]).toEqual([...senseOf(kept)]);
    });

    test("let go of in full swing, it comes to rest", () => {
      const plant = make();
      plant.actuate(push(plant, 0.5));
      run(plant, 0.3);
      plant.actuate(push(plant, 0));
      run(plant, 60);
      const velocities = senseOf(plant).subarray(plant.joints, 2 * plant.joints);
      expect(velocities).toBeNear(new Float64Array(plant.joints), { atol: 1e-3 });
    });

    test("commanding and letting time pass make no garbage", () => {
      const grown = heapGrowth(() => {
        const plant = make();
        const command = push(plant, 0.01);
        return () => {
          plant.advance({ dt: 0.001 });
          plant.actuate(command);
        };
      });
      expect(grown).toBeLessThan(16);
    });

    test("sensing makes no garbage", () => {
      const grown = heapGrowth(() => {
        const plant = make();
        const senses = new Float64Array(2 * plant.joints + 1);
        return () => plant.sense(senses);
      });
      expect(grown).toBeLessThan(16);
    });
  });
}
