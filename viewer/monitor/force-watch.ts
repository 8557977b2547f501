/** Whether there are forces on the hand that are worth showing. */
import type { LiveSettings } from "../../bridge/protocol/live-settings.ts";
import { type MonitorFrame, SIGNALS, type Signal } from "../../bridge/protocol/monitor-frame.ts";
import type { HandForces } from "../scene/forces.ts";

/** A push and what it does are over after this [ms]. */
const PUSH_MS = 2500;

export class ForceWatch {
  readonly #changed: (areThere: boolean) => void;
  #isWorld = false;
  #isProtocol = false;
  #isPush = false;
  #were = false;
  #ending: ReturnType<typeof setTimeout> | undefined;

  /** `changed` hears when there begin to be forces and when there cease to be. */
  constructor(changed: (areThere: boolean) => void) {
    this.#changed = changed;
  }

  bind({ adaptive, world }: LiveSettings): void {
    const { curl, saddle, load } = world;
    this.#isWorld = adaptive || curl !== 0 || saddle !== 0 || load[0] !== 0 || load[1] !== 0;
    this.#tell();
  }

  /** The protocol that is under way. */
  set protocol(name: string | null) {
    this.#isProtocol = name !== null;
    this.#tell();
  }

  /** Somebody has pushed the hand. */
  push(): void {
    this.#isPush = true;
    clearTimeout(this.#ending);
    this.#ending = setTimeout(() => {
      this.#isPush = false;
      this.#tell();
    }, PUSH_MS);
    this.#tell();
  }

  #tell(): void {
    const are = this.#isWorld || this.#isProtocol || this.#isPush;
    if (are === this.#were) return;
    this.#were = are;
    this.#changed(are);
  }
}

/** The forces of the newest record; undefined where signals are not watched. */
export function newestForces({ records, signals }: MonitorFrame): HandForces | undefined {
  if (records === 0 || signals.length === 0) return undefined;
  const at = signals.length - signals.length / records;
  const read = (name: Signal): number => signals[at + SIGNALS.indexOf(name)] ?? Number.NaN;
  return {
    forceX: read("forceX"),
    forceY: read("forceY"),
    adaptiveShoulder: read("adaptiveShoulder"),
    adaptiveElbow: read("adaptiveElbow"),
  };
}
