/** The panel of the plotter: what would be drawn, what is being drawn, and what one may say to it. */
import type { ClientMessage } from "../../bridge/protocol/client-message.ts";
import type { PlotterFrame } from "../../bridge/protocol/plotter-frame.ts";
import type { QueueReport } from "../../bridge/protocol/queue-message.ts";
import type { JobReport, PlanSummary } from "../../bridge/protocol/server-message.ts";
import { find, findAll, setText } from "../dom.ts";
import { Slider } from "../panel/slider.ts";
import { Throttle } from "../wire/throttle.ts";
import { distance, duration } from "./durations.ts";

/** At most ten messages a second while a slider moves. */
const SLIDER_MS = 100;
/** Digits that change more often cannot be read. */
const TEXT_MS = 200;

const WORDS: Readonly<Record<JobReport["state"], string>> = {
  limp: "Ready",
  starting: "Going home",
  drawing: "Drawing",
  pausing: "Pausing after this stroke",
  paused: "Paused",
  stopping: "Letting go",
};

export class JobPanel {
  readonly #tell: (message: ClientMessage) => void;
  readonly #draw = find("#begin", HTMLButtonElement);
  readonly #pause = find("#pause", HTMLButtonElement);
  readonly #bar = find("#bar", HTMLElement);
  readonly #speed: Slider;
  readonly #height: Slider;
  #plan: PlanSummary | undefined;
  #job: JobReport | undefined;
  #hasUnfinished = false;
  #writtenMs = 0;
  #isHeld = false;

  constructor(tell: (message: ClientMessage) => void) {
    this.#tell = tell;
    this.#draw.addEventListener("click", () => {
      if (this.#plan) tell({ op: "draw", plan: this.#plan.id });
    });
    this.#pause.addEventListener("click", () => this.togglePause());
    for (const op of ["cancel", "repeatStroke", "newPaper", "stop"] as const) {
      for (const button of findAll(`[data-op="${op}"]`, HTMLButtonElement)) {
        button.addEventListener("click", () => tell({ op }));
      }
    }
    const speeds = new Throttle<number>(SLIDER_MS, (factor) => tell({ op: "speed", factor }));
    const heights = new Throttle<number>(SLIDER_MS, (offset) => tell({ op: "penHeight", offset }));
    this.#speed = new Slider("speed", percent, (percents) => speeds.offer(percents / 100));
    this.#height = new Slider("height", signed, (percents) => heights.offer(percents / 100));
  }

  /** Whether a job is under way, so that a stop would stop something. */
  get isBusy(): boolean {
    return this.#job !== undefined && this.#job.state !== "limp";
  }

  /** Whether something else moves the machine, so that nothing can be drawn. */
  set isHeld(isHeld: boolean) {
    this.#isHeld = isHeld;
    this.#dress();
  }

  togglePause(): void {
    if (!this.isBusy || this.#job?.waitsFor) return;
    const isHeld = this.#job?.state === "paused" || this.#job?.state === "pausing";
    this.#tell({ op: isHeld ? "resume" : "pause" });
  }

  showPlan(plan: PlanSummary | null): void {
    this.#plan = plan ?? undefined;
    document.body.dataset["plan"] = String(plan?.id ?? "");
    setText(find("#plan-name", HTMLElement), plan?.name ?? "");
    if (plan) {
      setText(find("#plan-strokes", HTMLElement), plan.strokes.toLocaleString("en"));
      setText(find("#plan-ink", HTMLElement), distance(plan.inkMm));
      setText(find("#plan-air", HTMLElement), distance(plan.travelMm));
      setText(find("#plan-time", HTMLElement), duration(plan.seconds));
      setText(find("#plan-expected", HTMLElement), expectation(plan));
      document.body.dataset["expected"] = String(plan.expected !== null);
      setText(find("#plan-notes", HTMLElement), plan.warnings.map((note) => `${note}.`).join(" "));
    }
    this.#dress();
  }

  showJob(job: JobReport): void {
    this.#job = job;
    // The button goes away, and the focus should not.
    if (this.isBusy && document.activeElement === this.#draw) {
      find("#estop", HTMLButtonElement).focus();
    }
    document.body.dataset["job"] = job.state;
    this.#speed.show(100 * job.speed);
    this.#height.show(100 * job.penOffset);
    this.#dress();
  }

  showQueue({ unfinished }: QueueReport): void {
    this.#hasUnfinished = unfinished !== null;
    this.#dress();
  }

  update({ done, elapsed, secondsLeft }: PlotterFrame, nowMs: number): void {
    if (nowMs - this.#writtenMs < TEXT_MS) return;
    this.#writtenMs = nowMs;
    const isDrawing = elapsed > 0;
    const share = isDrawing ? elapsed / (elapsed + secondsLeft) : this.#endShare();
    this.#bar.style.setProperty("--share", share.toFixed(4));
    setText(find("#left", HTMLElement), isDrawing ? `${duration(secondsLeft)} left` : "");
    const strokes = this.#plan?.strokes ?? 0;
    const text = isDrawing ? `${Math.min(done + 1, strokes)} of ${strokes}` : "";
    setText(find("#count", HTMLElement), text);
  }

  #endShare(): number {
    return this.#job?.ended === "done" ? 1 : 0;
  }

  #dress(): void {
    const { state = "limp", ended = null, why = null } = this.#job ?? {};
    const isBusy = state !== "limp";
    const isHeld = state === "paused" || state === "pausing";
    const waits = this.#job?.waitsFor != null;
    this.#draw.disabled = isBusy || this.#isHeld || this.#plan === undefined || this.#hasUnfinished;
    this.#pause.disabled = waits || !(state === "drawing" || isHeld);
    setText(this.#pause.querySelector("span") ?? this.#pause, isHeld ? "Resume" : "Pause");
    for (const button of findAll('[data-op="cancel"]', HTMLButtonElement)) {
      button.disabled = !isBusy || state === "stopping";
    }
    for (const button of findAll('[data-op="repeatStroke"]', HTMLButtonElement)) {
      button.disabled = waits || !(state === "drawing" || isHeld);
    }
    for (const button of findAll('[data-op="newPaper"]', HTMLButtonElement)) {
      button.disabled = isBusy;
    }
    const last = { done: "Done", cancelled: "Cancelled", fault: "Stopped" } as const;
    const word = waits ? "Waits for you" : WORDS[state];
    setText(find("#state", HTMLElement), !isBusy && ended ? last[ended] : word);
    setText(find("#why", HTMLElement), why ?? "");
  }
}

const expectation = ({ expected }: PlanSummary): string =>
  expected
    ? `Ink is expected ${expected.rmsMm.toFixed(2)} mm from the drawing (RMS), ${expected.maxMm.toFixed(2)} mm at worst, by ${expected.basis}.`
    : "Nothing is known about this machine yet, so no ink is expected: calibrate it.";

const percent = (value: number): string => `${Math.round(value)} %`;
const signed = (value: number): string =>
  value === 0 ? "as set" : `${value > 0 ? "+" : "−"}${Math.abs(Math.round(value))} %`;
