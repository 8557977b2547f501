/** The legend: says which ghost is which, and hides the one that is clicked. */
import { findAll } from "../dom.ts";
import type { GhostName } from "../scene/figure.ts";

const NAMES = ["senses", "cerebellum"] as const satisfies readonly GhostName[];

export function bindLegend(show: (name: GhostName, isShown: boolean) => void): void {
  for (const button of findAll("[data-ghost]", HTMLButtonElement)) {
    const name = NAMES.find((each) => each === button.dataset["ghost"]);
    if (name === undefined) continue;
    button.addEventListener("click", () => {
      const isShown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isShown));
      show(name, isShown);
    });
  }
}
