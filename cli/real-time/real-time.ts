/**
 * What a loop can be given by Linux to be on time, asked for politely: every refusal is a sentence.
 *
 * The scheduling is asked for with chrt of util-linux, for the one thread that the loop owns. Memory is
 * not locked: V8 hands pages back with madvise(MADV_DONTNEED), which Linux refuses where they are
 * locked, and V8 then ends the process (seen with mlockall on Node 20). What counts is said instead:
 * whether there is any swap that memory could be moved to.
 */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** Above all that is usual, below the kernel's own threads; what ros2_control takes. */
export const PRIORITY = 50;

interface Granted {
  readonly granted: boolean;
  /** What was got, or why not. */
  readonly how: string;
}

export interface RealTime {
  readonly scheduling: Granted;
  readonly memory: Granted;
}

/** For the thread with this id of the kernel's, as `threadId` gives it; never fails. */
export async function askForRealTime(thread: number | undefined): Promise<RealTime> {
  return {
    scheduling:
      thread === undefined
        ? { granted: false, how: `${process.platform} is not Linux: nothing was asked for` }
        : await askForScheduling(thread),
    memory: { granted: false, how: await describeMemory() },
  };
}

async function askForScheduling(thread: number): Promise<Granted> {
  const refused = await promisify(execFile)("chrt", ["-f", "-p", String(PRIORITY), String(thread)])
    .then(() => undefined)
    .catch((error: unknown) => String(error instanceof Error ? error.message : error));
  const policy = await policyOf(thread);
  if (policy === FIFO) return { granted: true, how: `SCHED_FIFO, priority ${PRIORITY}` };
  if (refused?.includes("ENOENT")) {
    return { granted: false, how: "there is no chrt here; it is part of util-linux" };
  }
  const last = refused?.trim().split("\n").at(-1) ?? "chrt had no effect";
  return {
    granted: false,
    how: `${last}; permit it with CAP_SYS_NICE, or rtprio in /etc/security/limits.conf`,
  };
}

const FIFO = "1";
/** Place of the policy in /proc/…/stat, counted from behind the name of the thread (proc(5)). */
const POLICY = 38;

async function policyOf(thread: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/self/task/${thread}/stat`, "utf8").catch(() => "");
  return stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .at(POLICY);
}

async function describeMemory(): Promise<string> {
  const why = "memory is not locked, for V8 does not survive that";
  const swaps = await readFile("/proc/swaps", "utf8").catch(() => undefined);
  if (swaps === undefined) return why;
  const [, ...areas] = swaps.trim().split("\n");
  return areas.length === 0
    ? `${why}; this machine has no swap, so it stays where it is`
    : `${why}; this machine has swap: \`swapoff -a\`, or a unit with MemorySwapMax=0`;
}

/** A line for people. */
export const describeRealTime = ({ scheduling, memory }: RealTime): string =>
  `real time: ${scheduling.granted ? "" : "not granted: "}${scheduling.how}; ${memory.how}`;
