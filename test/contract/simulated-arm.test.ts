import { armNames, presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";
import { simulateArm } from "../../sim/simulated-arm.ts";
import { describePlant } from "./plant.ts";

for (const name of armNames.filter((name) => presetArm(name).muscles === undefined)) {
  for (const delay of [0, 0.1]) {
    const make = () =>
      simulateArm({
        arm: presetArm(name, 0.5),
        home: [0.9, 1.4],
        random: makeRandom(1),
        delay,
        noise: 0,
      });
    describePlant(`a simulated ${name} felt ${1000 * delay} ms late`, make);
  }
}
