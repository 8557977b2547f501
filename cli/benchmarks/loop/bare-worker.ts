/**
 * A loop that does nothing, by the means that Node has: what is left to be gained, and what a timer of
 * Node's would cost.
 */
import { parentPort, workerData } from "node:worker_threads";
import { statisticsWriter } from "../../../bridge/shared/loop-statistics.ts";
import { FIRST, SECOND, wallClock } from "../../../bridge/wall-clock.ts";
import { wallTimer } from "../../../bridge/wall-timer.ts";
import { fixedRate } from "../../../controller/clock.ts";
import { threadId } from "../../real-time/thread-id.ts";
import type { BareOrder, ThreadReport } from "./thread-orders.ts";

const order = workerData as BareOrder;
const period = 1 / order.rateHz;
const statistics = statisticsWriter(order.statistics);
const tell = (kind: ThreadReport["kind"]): void => {
  const report: ThreadReport = { kind, thread: threadId() };
  parentPort?.postMessage(report);
};

tell("ready");
switch (order.kind) {
  case "setInterval": {
    const count = makeCounter();
    const timer = setInterval(() => {
      if (!count()) return;
      clearInterval(timer);
      tell("ended");
    }, 1000 * period);
    break;
  }
  case "setTimeout": {
    const count = makeCounter();
    const next = (): void => {
      if (count()) tell("ended");
      else setTimeout(next, 1000 * period);
    };
    setTimeout(next, 1000 * period);
    break;
  }
  case "bare wall timer": {
    let over = false;
    fixedRate({ timer: wallTimer(), period, stop: () => over }).subscribe((tick) => {
      statistics.count(tick);
      over = tick.at >= order.seconds;
    });
    tell("ended");
  }
}

/** Call it once a tick: holds it against the multiples of the period, and says when time is up. */
function makeCounter(): () => boolean {
  const moments = new Float64Array(2);
  const read = wallClock(moments);
  read(FIRST);
  const tick = { index: 0, due: 0, at: 0, late: 0, dt: 0, missed: 0, overruns: 0, spent: 0 };
  return () => {
    read(SECOND);
    const at = (moments[SECOND] ?? 0) - (moments[FIRST] ?? 0);
    const next = tick.index + 1;
    const behind = Math.max(0, Math.floor(at / period) - next);
    tick.late = Math.max(0, at - next * period);
    tick.index = next + behind;
    tick.due = tick.index * period;
    tick.missed += behind;
    tick.overruns += Math.min(1, behind);
    tick.dt = at - tick.at;
    tick.at = at;
    statistics.count(tick);
    return at >= order.seconds;
  };
}
