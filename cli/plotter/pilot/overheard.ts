import type { Steering } from "../../../plant/plotter/steering.ts";

/** `steering`, with the pulses that it has made last [µs]. */
export function overheard(steering: Steering): Steering & { readonly pulses: Float64Array } {
  const last = new Float64Array(2);
  return {
    pulses: last,
    steer(pulses, preview, now, measured) {
      steering.steer(pulses, preview, now, measured);
      last.set(pulses);
    },
  };
}
