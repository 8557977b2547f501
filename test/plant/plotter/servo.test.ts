import { describe, expect, test } from "vitest";
import { plainCalibration, pulseFor } from "../../../plant/plotter/calibration.ts";
import { brachiograph } from "../../../plant/plotter/plotter.ts";
import type { ServoFlaws } from "../../../plant/plotter/servo.ts";
import { makeServo } from "../../../plant/plotter/servo.ts";

const DEGREE = Math.PI / 180;
const [, config] = brachiograph.joints;
const none: ServoFlaws = {
  gain: 0,
  offset: 0,
  sine: 0,
  lag: 0.04,
  slew: 400 * DEGREE,
  deadBand: 0,
  play: 0,
  jitter: 0,
};

/** Where the servo is after hearing `width` for `seconds`. */
function angleAfter(
  flaws: ServoFlaws,
  width: number,
  seconds: number,
  from = config.centre,
): number {
  const servo = makeServo(config, flaws, from);
  for (let ms = 0; ms < 1000 * seconds; ms++) {
    if (ms % 20 === 0) servo.pulse(width, 0.5);
    servo.advance(0.001);
  }
  return servo.angle() - config.centre;
}

describe("a servo", () => {
  test("takes the angle that its pulse means", () => {
    const calibration = plainCalibration(config);
    for (const angle of [-0.9, -0.2, 0, 0.5, 1]) {
      const width = pulseFor(config.centre + angle, 0, config, calibration);
      expect(angleAfter(none, width, 2)).toBeCloseTo(angle, 6);
    }
  });

  test("closes 1 − 1/e of a small gap in one lag", () => {
    expect(angleAfter(none, 1510, 0.04)).toBeCloseTo((1 - Math.exp(-1)) * 1 * DEGREE, 6);
  });

  test("is no faster than its slew", () => {
    expect(angleAfter({ ...none, lag: 1e-6 }, 2300, 0.1)).toBeCloseTo(40 * DEGREE, 3);
  });

  test("has gain, offset and curvature of its own", () => {
    const flaws = { ...none, gain: 0.25, offset: 0.1, sine: 0.01 };
    const turn = (40 * DEGREE) / 1.25;
    expect(angleAfter(flaws, 1900, 2)).toBeCloseTo(turn + 0.1 + 0.01 * Math.sin(2 * turn), 6);
  });

  test("stops half its dead-band and half its play short, from either side", () => {
    const flaws = { ...none, deadBand: 0.5 * DEGREE, play: 1 * DEGREE };
    const up = angleAfter(flaws, 1500, 2, config.centre - 0.2);
    const down = angleAfter(flaws, 1500, 2, config.centre + 0.2);
    expect((down - up) / DEGREE).toBeGreaterThan(1.45);
    expect((down - up) / DEGREE).toBeLessThan(1.51);
  });

  test("hears a pulse within its jitter", () => {
    const flaws = { ...none, jitter: 5 };
    const at = (noise: number): number => {
      const servo = makeServo(config, flaws, config.centre);
      servo.pulse(1500, noise);
      for (let ms = 0; ms < 1000; ms++) servo.advance(0.001);
      return (servo.angle() - config.centre) / DEGREE;
    };
    expect(at(0)).toBeCloseTo(-0.5, 6);
    expect(at(1)).toBeCloseTo(0.5, 6);
  });

  test("stays where it is when it is released", () => {
    const servo = makeServo(config, none, config.centre);
    servo.pulse(1900, 0.5);
    servo.advance(0.03);
    const before = servo.angle();
    servo.release();
    servo.advance(1);
    expect(servo.angle()).toBe(before);
  });
});
