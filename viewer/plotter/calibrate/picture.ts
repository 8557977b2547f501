/** A photo or scan of the sheet: chosen here, never sent, and made a measure by points that are known. */
import type { Rectangle } from "../../../plant/plotter/reach.ts";
import { find, findAll, make, setText } from "../../dom.ts";
import type { Place } from "./homography.ts";
import type { PictureKind } from "./reference-points.ts";
import { ReferencePoints } from "./reference-points.ts";

const ABOUT: Readonly<Record<PictureKind, string>> = {
  photo:
    "A photo is taken at an angle and shrinks what is farther away. Four points fix all eight numbers of that (a homography).",
  scan: "A scan looks straight down and has one scale. Two points fix scale, turn and place; a photo would need four.",
};

export class Picture {
  readonly #changed: (isAnother: boolean) => void;
  readonly #body = find("#references tbody", HTMLElement);
  #references: ReferencePoints | undefined;
  #bitmap: ImageBitmap | undefined;
  #chosen = 0;
  #origin = "the machine";

  /** `changed`: another picture, or another measure of the same. */
  constructor(changed: (isAnother: boolean) => void, refused: (why: string) => void) {
    this.#changed = changed;
    const take = async (file: File): Promise<void> => {
      try {
        this.#bitmap = await createImageBitmap(file);
      } catch {
        refused(`${file.name} is no picture that this browser can read.`);
        return;
      }
      setText(find("#picture-name", HTMLElement), file.name);
      this.#references?.forget();
      this.#chosen = 0;
      this.#dress();
      changed(true);
    };
    const choose = find("#picture-file", HTMLInputElement);
    choose.addEventListener("change", () => {
      const [file] = choose.files ?? [];
      if (file) void take(file);
      choose.value = "";
    });
    // A picture that is dropped here would otherwise be taken for a drawing, and sent.
    document.addEventListener(
      "drop",
      (event) => {
        const [file] = event.dataTransfer?.files ?? [];
        const { calibrate, measuring } = document.body.dataset;
        if (calibrate !== "on" || measuring !== "picture" || !file) return;
        event.preventDefault();
        event.stopPropagation();
        document.body.dataset["dropping"] = "false";
        void take(file);
      },
      { capture: true },
    );
    for (const button of findAll("[data-picture]", HTMLButtonElement)) {
      button.addEventListener("click", () => {
        if (!this.#references) return;
        this.#references.kind = button.dataset["picture"] === "scan" ? "scan" : "photo";
        this.#chosen = Math.max(0, this.#references.missing);
        this.#dress();
        changed(false);
      });
    }
  }

  get bitmap(): ImageBitmap | undefined {
    return this.#bitmap;
  }

  get homography() {
    return this.#references?.homography;
  }

  get points() {
    return this.#references?.points ?? [];
  }

  /** The point that is to be clicked next; undefined once all are. */
  get wanted(): string | undefined {
    const { missing = -1 } = this.#references ?? {};
    return missing < 0 ? undefined : this.points[missing]?.name;
  }

  /** A sentence, where the points that were clicked cannot be right. */
  get why(): string | undefined {
    if (!this.#bitmap || this.wanted !== undefined || this.homography) return undefined;
    return "These points cannot be right: three are in a line, or their order is another in the picture than on the sheet. Near is the machine’s side, left is left as seen from behind the machine.";
  }

  /** Where places are measured from, for people. */
  set origin(origin: string) {
    if (origin === this.#origin) return;
    this.#origin = origin;
    this.#dress();
  }

  build(paper: Rectangle): void {
    const kind = this.#references?.kind ?? "photo";
    this.#references = new ReferencePoints(paper);
    this.#references.kind = kind;
    this.#dress();
  }

  /** Takes a click for the point that is missing, or was chosen to be clicked again. */
  click(place: Place): void {
    const point = this.points[this.#chosen];
    if (point) point.picture = place;
    const { missing = -1 } = this.#references ?? {};
    if (missing >= 0) this.#chosen = missing;
    this.#dress();
    this.#changed(false);
  }

  #dress(): void {
    const kind = this.#references?.kind ?? "photo";
    setText(
      find("#about-picture", HTMLElement),
      `${ABOUT[kind]} Enter where they lie, in mm from ${this.#origin}, and click them.`,
    );
    for (const button of findAll("[data-picture]", HTMLButtonElement)) {
      button.setAttribute("aria-pressed", String(button.dataset["picture"] === kind));
    }
    setText(find("#picture-why", HTMLElement), this.why ?? "");
    this.#body.replaceChildren(
      ...this.points.map((point, i) => {
        const field = (k: 0 | 1): HTMLInputElement => {
          const input = make("input", {
            type: "number",
            step: "0.1",
            value: String(point.sheet[k]),
            "aria-label": `${point.name} corner, ${k === 0 ? "x" : "y"}, mm`,
          });
          input.addEventListener("change", () => {
            const value = input.valueAsNumber;
            if (!Number.isFinite(value)) return;
            point.sheet = k === 0 ? [value, point.sheet[1]] : [point.sheet[0], value];
            setText(find("#picture-why", HTMLElement), this.why ?? "");
            this.#changed(false);
          });
          return input;
        };
        const isDone = point.picture !== undefined;
        const again = make("button", { type: "button", class: "quiet small" }, "Again");
        again.addEventListener("click", () => {
          point.picture = undefined;
          this.#chosen = i;
          this.#dress();
          this.#changed(false);
        });
        const row = make(
          "tr",
          {},
          make("th", { scope: "row" }, point.name),
          make("td", {}, field(0)),
          make("td", {}, field(1)),
          make("td", {}, isDone ? again : i === this.#chosen && this.#bitmap ? "click it" : ""),
        );
        row.dataset["chosen"] = String(i === this.#chosen && !isDone);
        return row;
      }),
    );
  }
}
