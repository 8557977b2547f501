/** Draws a line on the twin while the main thread is busy with something else for a second at a time, and says how it went. */
import { planJob } from "../../dist/plant/plotter/job.js";
import { brachiograph } from "../../dist/plant/plotter/plotter.js";
import { openPilot } from "../../dist/cli/plotter/pilot/pilot.js";
import { motionFor } from "../../dist/cli/drawing/motion.js";

const pilot = await openPilot({
  machine: "brachiograph",
  plant: { plant: "twin", seed: 1 },
  steering: "cerebellum",
});
const line = Float64Array.of(-0.06, 0.1, 0, 0.1);
const job = planJob([line], motionFor(brachiograph.arm, 0.03));
let blocked = 0;
const busy = setInterval(() => {
  const until = performance.now() + 1000;
  while (performance.now() < until);
  if (pilot.status.phase === "live") blocked++;
}, 50);
const { fault } = await pilot.draw([{ job, holds: [] }], {});
clearInterval(busy);
await pilot.close();
process.stdout.write(JSON.stringify({ fault, blocked }));
