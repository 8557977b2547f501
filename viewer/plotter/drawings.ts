/** Drawings on their way to the server, by a click or dropped on the page, and what comes back. */
import type { TimedLine } from "../../bridge/protocol/line-bundle.ts";
import { decodeLines } from "../../bridge/protocol/line-bundle.ts";
import { find } from "../dom.ts";

export class Drawings {
  readonly #say: (sentence: string) => void;

  constructor(say: (sentence: string) => void) {
    this.#say = say;
    const choose = find("#choose", HTMLInputElement);
    choose.addEventListener("change", () => {
      void this.#sendAll([...(choose.files ?? [])]);
      choose.value = "";
    });
    const { dataset } = document.body;
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      dataset["dropping"] = "true";
    });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) dataset["dropping"] = "false";
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      dataset["dropping"] = "false";
      void this.#sendAll([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /** One after another, so that they wait in this order. */
  async #sendAll(files: readonly File[]): Promise<void> {
    for (const file of files) await this.send(file);
  }

  /**
   * Has the server plan `file`; everyone hears from the server that it waits. Resolves with whether it does; if not,
   * somebody has been told why.
   */
  async send(file: File): Promise<boolean> {
    const { dataset } = document.body;
    dataset["planning"] = "true";
    try {
      const name = encodeURIComponent(file.name);
      const response = await fetch(`/drawing?name=${name}`, { method: "POST", body: file });
      if (!response.ok) this.#say((await response.text()).trim());
      return response.ok;
    } catch {
      this.#say("The drawing did not reach the server.");
      return false;
    } finally {
      dataset["planning"] = "false";
    }
  }
}

/** The lines of a plan; none if it is no longer the one that is proposed. */
export async function fetchPlan(id: number): Promise<TimedLine[]> {
  const response = await fetch(`/plan?id=${id}`);
  return response.ok ? decodeLines(await response.arrayBuffer()) : [];
}

/** Expected ink of a plan: x, y, distance from the wish [3 n]; none where nothing is expected. */
export async function fetchExpected(id: number): Promise<Float32Array> {
  const response = await fetch(`/expected?id=${id}`);
  return response.ok ? new Float32Array(await response.arrayBuffer()) : new Float32Array();
}

/** All ink on the sheet: x, y, pen [3 n]. */
export async function fetchInk(): Promise<Float32Array> {
  const response = await fetch("/ink");
  return response.ok ? new Float32Array(await response.arrayBuffer()) : new Float32Array();
}
