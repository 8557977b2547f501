/**
 * The drawings of a page, in their order: those that are over, at most one that is drawn or was not finished, and those
 * that wait. Pure: what is on disk, planned or under the pen is somebody else's business.
 */
import { WAITING_MAX } from "../../../bridge/protocol/queue-message.ts";

/** Of those that are over, so many of the newest are kept. */
const OVER_MAX = 8;

export type QueueState = "waits" | "drawing" | "unfinished" | "done" | "cancelled" | "failed";

export interface QueuedDrawing {
  readonly id: number;
  readonly name: string;
  /** In the queue's folder; undefined if it came by another way and cannot be had again. */
  readonly file: string | undefined;
  /** Whether its strokes stay where they are. */
  readonly placed: boolean;
  readonly state: QueueState;
  /** When its journal began, once it has one. */
  readonly began: string | undefined;
  /** A sentence, where it did not end well. */
  readonly why: string | undefined;
}

type Fresh = Pick<QueuedDrawing, "name" | "file" | "placed">;

const waits = ({ state }: QueuedDrawing): boolean => state === "waits";
const isUnder = ({ state }: QueuedDrawing): boolean =>
  state === "drawing" || state === "unfinished";

export class JobQueue {
  #all: readonly QueuedDrawing[];
  #newest: number;
  #changes = 0;

  /** Goes on with a list that was kept. */
  constructor(kept: readonly QueuedDrawing[] = []) {
    this.#all = kept;
    this.#newest = Math.max(0, ...kept.map(({ id }) => id));
  }

  get all(): readonly QueuedDrawing[] {
    return this.#all;
  }

  /** Grows whenever something changes. */
  get changes(): number {
    return this.#changes;
  }

  get waiting(): readonly QueuedDrawing[] {
    return this.#all.filter(waits);
  }

  /** The one that is drawn, or was not finished. */
  get under(): QueuedDrawing | undefined {
    return this.#all.find(isUnder);
  }

  get isFull(): boolean {
    return this.waiting.length >= WAITING_MAX;
  }

  find(id: number): QueuedDrawing | undefined {
    return this.#all.find((drawing) => drawing.id === id);
  }

  /** Puts a drawing at the end. */
  add(fresh: Fresh): QueuedDrawing {
    const drawing = this.#made(fresh, "waits");
    this.#set([...this.#all, drawing]);
    return drawing;
  }

  /** Takes in a drawing that was begun elsewhere and not finished. */
  adopt(name: string, began: string): QueuedDrawing {
    const drawing = {
      ...this.#made({ name, file: undefined, placed: false }, "unfinished"),
      began,
    };
    this.#set([...this.#all, drawing]);
    return drawing;
  }

  /** Gives a waiting drawing another place among those that wait, or says why not. */
  move(id: number, to: number): string | undefined {
    const moved = this.find(id);
    if (!moved || !waits(moved)) return expectedWaiting("be moved", moved);
    const others = this.waiting.filter((drawing) => drawing !== moved);
    const before = this.#all.filter((drawing) => !waits(drawing));
    this.#set([...before, ...others.slice(0, to), moved, ...others.slice(to)]);
    return undefined;
  }

  /** Forgets a drawing that is not under the pen, or says why not. */
  remove(id: number): string | undefined {
    const gone = this.find(id);
    if (!gone) return expectedWaiting("be removed", gone);
    if (gone.state === "drawing") return `${gone.name} is being drawn: cancel it instead.`;
    if (gone.state === "unfinished") return `${gone.name} is not finished: give it up instead.`;
    this.#set(this.#all.filter((drawing) => drawing !== gone));
    return undefined;
  }

  /** Has a drawing that is over wait once more, or says why not. */
  repeat(id: number): string | undefined {
    const again = this.find(id);
    if (!again || waits(again) || isUnder(again)) {
      return "Expected a drawing that is over, to be repeated; found none of that number.";
    }
    if (again.file === undefined) {
      return `${again.name} was begun by \`purkinje draw\` and is not kept here: drop its file to draw it again.`;
    }
    if (this.isFull) return FULL;
    this.add(again);
    return undefined;
  }

  /** A sketch that waits has grown: it is in another file now. */
  refile(id: number, file: string): void {
    this.#set(this.#all.map((drawing) => (drawing.id === id ? { ...drawing, file } : drawing)));
  }

  /** A drawing comes under the pen, or ends. */
  turn(
    id: number,
    state: Exclude<QueueState, "waits">,
    how: { began?: string; why?: string } = {},
  ): void {
    const turned = this.find(id);
    if (!turned) return;
    const next = { ...turned, state, began: how.began ?? turned.began, why: how.why };
    const others = this.#all.filter((drawing) => drawing !== turned);
    const over = others.filter((drawing) => !waits(drawing) && !isUnder(drawing));
    const under = others.filter(isUnder);
    this.#set([...over, ...under, next, ...others.filter(waits)]);
  }

  /** Nothing of it was drawn: it waits again, as the first. */
  putBack(id: number): void {
    const back = this.find(id);
    if (!back) return;
    const others = this.#all.filter((drawing) => drawing !== back);
    const next: QueuedDrawing = { ...back, state: "waits", began: undefined, why: undefined };
    const before = others.filter((drawing) => !waits(drawing));
    this.#set([...before, next, ...others.filter(waits)]);
  }

  #made({ name, file, placed }: Fresh, state: QueueState): QueuedDrawing {
    this.#newest++;
    return { id: this.#newest, name, file, placed, state, began: undefined, why: undefined };
  }

  #set(all: readonly QueuedDrawing[]): void {
    const over = all.filter((drawing) => !waits(drawing) && !isUnder(drawing)).slice(-OVER_MAX);
    this.#all = [...over, ...all.filter(isUnder), ...all.filter(waits)];
    this.#changes++;
  }
}

export const FULL = `Expected at most ${WAITING_MAX} drawings that wait, found one more: draw or remove some first.`;

const expectedWaiting = (to: string, found: QueuedDrawing | undefined): string =>
  found
    ? `Expected a drawing that waits, to ${to}; ${found.name} does not.`
    : `Expected a drawing that waits, to ${to}; found none of that number.`;
