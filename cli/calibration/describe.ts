/**
 * A calibration for people, next to the plan and to the one before.
 */
import { lengthsOf } from "../../plant/plotter/linkage-lengths.ts";
import type { Machine } from "../machine/machine.ts";
import type { MachineCalibration } from "../machine/machine-json.ts";

const RADIAN = 180 / Math.PI;

export function describeCalibration(
  { config, linkage }: Machine,
  { servos, sheet }: MachineCalibration,
  before: MachineCalibration,
): string {
  const lines: string[] = [];
  for (const [i, { name, gain, centrePulse }] of config.joints.entries()) {
    const joint = servos?.joints[i];
    if (!joint) continue;
    const old = before.servos?.joints[i];
    lines.push(
      `${name}: ${pulses(joint)}; planned ${centrePulse.toFixed(0)} µs and ${(gain / RADIAN).toFixed(2)} µs/°${old ? `; before ${pulses(old)}` : ""}`,
    );
  }
  if (sheet) {
    const old = before.sheet;
    const plan = lengthsOf(linkage).map((length) => 1000 * length);
    lines.push(
      `links: ${links(sheet.links, sheet.spreads)}; planned ${links(plan)}${old ? `; before ${links(old.links)}` : ""}`,
      `offsets: ${sheet.offsets.map((value) => `${value.toFixed(2)}°`).join(" and ")}, gains ${sheet.gains.map((value) => (1 + value).toFixed(3)).join(" and ")}; ${sheet.residual.toFixed(2)} mm are left`,
      ...(sheet.play?.some((value) => value > 0)
        ? [`play: ${sheet.play.map((value) => `${value.toFixed(2)}°`).join(" and ")}`]
        : []),
    );
  }
  return `${lines.join("\n")}\n`;
}

type Joint = NonNullable<MachineCalibration["servos"]>["joints"][number];

const pulses = ({ middle, hysteresis }: Joint): string =>
  `${middle[0]?.toFixed(0)} µs and ${((middle[1] ?? Number.NaN) / RADIAN).toFixed(2)} µs/° in the middle, ${Math.abs(hysteresis).toFixed(0)} µs of play`;

const links = (all: readonly number[], spreads?: readonly number[]): string => {
  const texts = all.map((value, k) => {
    const spread = spreads?.[k];
    return value.toFixed(2) + (spread === undefined ? "" : ` ± ${spread.toFixed(2)}`);
  });
  return `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)} mm`;
};
