/** In a file of its own: a process has arms of one kind, and V8 compiles the tick for what it has. */
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";
import { simulateArm } from "../../sim/simulated-arm.ts";
import { describePlant } from "./plant.ts";

/** Where the springs of arm26's muscles hold each other when nothing else does [rad]. */
const LIMP = [0.7348170482947946, 2.284433924009444] as const;

for (const delay of [0, 0.1]) {
  const make = () =>
    simulateArm({
      arm: presetArm("arm26", 0.5),
      home: LIMP,
      random: makeRandom(1),
      delay,
      noise: 0,
    });
  describePlant(`a simulated arm with six muscles felt ${1000 * delay} ms late`, make);
}
