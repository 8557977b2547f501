/**
 * How fast a plotter of hobby servos moves, and how its pen goes up and down.
 */
import type { JobSettings } from "../../plant/plotter/job.ts";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";

const degrees = (value: number): number => (value * Math.PI) / 180;

/**
 * Settings for a drawing speed [m/s]. A hobby servo turns at 400° a second at best, and lags by some 50 ms;
 * half of that speed leaves it room to follow. In the air the pen may be three times as fast.
 */
export const motionFor = (arm: PenArm, speed: number): JobSettings => ({
  arm,
  drawing: { speed, acceleration: 0.4, jointSpeed: degrees(150) },
  travel: { speed: Math.max(0.09, 3 * speed), acceleration: 1, jointSpeed: degrees(200) },
  pen: { lift: 0.12, lower: 0.25, settle: 0.06 },
  corner: 1e-4,
  // The servo library sends a pulse every 20 ms; twice as often is as soon as it can be heard.
  period: 0.01,
});
