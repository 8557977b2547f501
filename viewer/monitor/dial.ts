/** A labelled slider for one of the server's dials. */
import type { Dial } from "../../bridge/protocol/live-settings.ts";
import { make } from "../dom.ts";
import { Slider } from "../panel/slider.ts";
import { Throttle } from "../wire/throttle.ts";

/** At most ten messages a second while a slider moves. */
const SLIDER_MS = 100;
const STEPS = 100;

export interface DialLook extends Dial {
  readonly id: string;
  readonly label: string;
  readonly format: (value: number) => string;
}

/** Adds a row to `host`, which is in the document already; `moved` hears where it was moved to. */
export function addDial(host: HTMLElement, look: DialLook, moved: (value: number) => void): Slider {
  const { id, label, min, max, rest, about } = look;
  const row = make("div", { class: "row slider", title: about });
  row.append(make("label", { for: id }, label), make("output", { for: id }, "–"));
  const step = (max - min) / STEPS;
  row.append(
    make("input", {
      id,
      type: "range",
      min: `${min}`,
      max: `${max}`,
      step: `${step}`,
      value: `${rest}`,
    }),
  );
  host.append(row);
  const moves = new Throttle(SLIDER_MS, moved);
  return new Slider(id, look.format, (value) => moves.offer(value));
}
