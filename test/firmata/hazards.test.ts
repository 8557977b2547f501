/**
 * What StandardFirmata and johnny-five do that nobody would expect, each shown on the pins, and what is done about it
 * (docs/hardware.md, "Hazards").
 */
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { openBoard } from "../../bridge/firmata/board.ts";
import { firmataMachine } from "../../bridge/firmata/machine.ts";
import { startServo } from "../../bridge/firmata/servo-pin.ts";
import type { VirtualPlotter } from "../../cli/plotter/virtual-plotter.ts";
import { endingWell } from "../../cli/plotter/with-plotter.ts";
import { brachiograph } from "../../plant/plotter/plotter.ts";
import {
  ELBOW,
  hold,
  MIDDLE,
  PEN,
  plotter,
  SHOULDER,
  sharedPlotter,
  wait,
  watch,
} from "../support/plotter.ts";

/** A pin that no servo of the plotter hangs on. */
const FREE = 6;

/** Before any board was opened. */
const listeners = process.listenerCount("SIGINT");

/** A second program that connects to the running board, as its firmware's `io` sees it. */
async function connectAgain({ twin, line }: VirtualPlotter) {
  let board: Awaited<ReturnType<typeof openBoard>> | undefined;
  const opening = openBoard(line, { askAfter: 1, samplingInterval: 10, timeout: 60_000 });
  void opening.then((opened) => {
    board = opened;
  });
  const began = twin.now();
  while (!board && twin.now() < began + 5) {
    await sleep(1);
    twin.advance(0.01);
  }
  return { board: await opening, seconds: twin.now() - began };
}

describe("hazards", () => {
  test("1: a number below 544 is taken for degrees, and drives the servo into its end stop", async () => {
    const made = await plotter();
    const { board } = await connectAgain(made);
    board.io.servoConfig(FREE, 544, 2400);
    board.io.servoWrite(FREE, 400);
    wait(made, 0.1);
    expect(made.twin.board.pulses.last(FREE)).toBeGreaterThan(2390);
  });

  test.each([400, -1e9, 543])("1: so %d µs are clamped on the host", async (width) => {
    const made = await sharedPlotter();
    made.machine.engage([width, 1e9]);
    const seen = watch(made);
    hold(made, 0.1, [width, 1e9]);
    expect(seen.length).toBeGreaterThan(6);
    expect(Math.abs(made.twin.board.pulses.last(SHOULDER) - 600)).toBeLessThan(2);
    expect(Math.abs(made.twin.board.pulses.last(ELBOW) - 2400)).toBeLessThan(2);
  });

  test("2: a servo that is attached begins at 1500 µs, so ours get their width at once", async () => {
    const made = await plotter();
    const seen = watch(made);
    made.machine.engage([1000, 2000]);
    hold(made, 0.2, [1000, 2000]);
    for (const [pin, wanted] of [
      [SHOULDER, 1000],
      [ELBOW, 2000],
      [PEN, brachiograph.pen.up],
    ] as const) {
      const [first] = seen.filter((pulse) => pulse.pin === pin);
      expect(Math.abs(first.width - wanted)).toBeLessThan(10);
    }
  });

  test("3: a mode change detaches a servo behind johnny-five's back; attaching brings it back", async () => {
    const made = await plotter();
    const { board } = await connectAgain(made);
    const servo = startServo(board, { pin: FREE, limits: { min: 600, max: 2400 } }, 1100);
    wait(made, 0.1);
    servo.detach();
    wait(made, 0.05);
    const before = made.twin.board.pulses.count(FREE);
    servo.write(1200);
    wait(made, 0.1);
    expect(made.twin.board.pulses.count(FREE)).toBe(before);
    servo.attach();
    servo.write(1300);
    wait(made, 0.1);
    expect(Math.abs(made.twin.board.pulses.last(FREE) - 1300)).toBeLessThan(2);
  });

  test("4: the firmware has no watchdog: without ours the pulses go on for ever", async () => {
    const made = await sharedPlotter();
    made.machine.engage([1500, 1500]);
    hold(made, 0.1);
    const before = made.twin.board.pulses.count(SHOULDER);
    made.twin.advance(1); // and nobody calls tick
    expect(made.twin.board.pulses.count(SHOULDER) - before).toBeGreaterThan(48);
    wait(made, 0.5);
    const after = made.twin.board.pulses.count(SHOULDER);
    wait(made, 0.5);
    expect(made.twin.board.pulses.count(SHOULDER)).toBe(after);
  });

  test("5: a lost byte costs one command, and no more", async () => {
    const made = await sharedPlotter();
    made.machine.engage([1500, 1500]);
    hold(made, 0.1);
    made.twin.receive(Uint8Array.of(0xe0 | SHOULDER, 1600 & 0x7f)); // the third byte is missing
    hold(made, 0.1, [1650, 1350]);
    expect(Math.abs(made.twin.board.pulses.last(SHOULDER) - 1650)).toBeLessThan(2);
    expect(Math.abs(made.twin.board.pulses.last(ELBOW) - 1350)).toBeLessThan(2);
  });

  test("6: a board that is running already answers when it is asked", async () => {
    const { board, seconds } = await connectAgain(await plotter());
    expect(board.firmware).toBe("StandardFirmata.ino 2.4");
    expect(seconds).toBeLessThan(2);
  });

  test("7: an unplugged cable is a fault, later commands go nowhere, and a new one moves nothing", async () => {
    const made = await plotter();
    made.machine.engage([1500, 1500]);
    hold(made, 0.1);
    made.line.close();
    expect(made.machine.fault?.kind).toBe("lost-link");
    expect(() => hold(made, 0.9)).not.toThrow(); // a board that does not answer gets half a second more
    expect(made.machine.phase).toBe("limp");
    made.machine.engage([1500, 1500]);
    expect(made.machine.phase).toBe("limp");

    const { board } = await connectAgain(made);
    const again = firmataMachine({ wiring: brachiograph, board, now: made.twin.now });
    const width = made.twin.board.pulses.last(SHOULDER);
    const command = { angles: MIDDLE, pulses: [1900, 1900], height: 0 } as const;
    expect(again.send({ time: made.twin.now(), ...command })).toBe(false);
    wait(made, 0.2);
    expect(Math.abs(made.twin.board.pulses.last(SHOULDER) - width)).toBeLessThan(10);
  });

  test("7: and the firmware holds its last pulses, pen on the paper, for as long as it is powered", async () => {
    const made = await plotter();
    made.machine.engage([1500, 1500]);
    hold(made, 0.3, [1600, 1400], 0);
    made.line.close();
    made.machine.stop({ kind: "stopped", why: "nobody hears this" });
    wait(made, 1);
    const seen = watch(made);
    wait(made, 3);
    for (const [pin, width] of [
      [SHOULDER, 1600],
      [ELBOW, 1400],
      [PEN, brachiograph.pen.down],
    ] as const) {
      const pulses = seen.filter((pulse) => pulse.pin === pin);
      expect(pulses.length).toBeGreaterThan(145);
      for (const pulse of pulses) expect(Math.abs(pulse.width - width)).toBeLessThan(10);
    }
  });

  test("Ctrl-C, twice: pen up, and only then limp, before the program ends", async () => {
    const made = await sharedPlotter();
    const seen = watch(made);
    const { machine } = made;
    const close = (): Promise<void> => {
      machine.stop({ kind: "stopped", why: "the plotter was closed" });
      wait(made, 0.5);
      return Promise.resolve();
    };
    let pressed = Number.NaN;
    await endingWell({ stop: machine.stop, close }, () => {
      machine.engage([1500, 1500]);
      hold(made, 0.3, [1500, 1500], 0);
      pressed = made.twin.now();
      process.emit("SIGINT");
      process.emit("SIGINT");
      return Promise.resolve();
    });
    expect(machine.fault?.why).toBe("interrupted");
    expect(machine.phase).toBe("limp");
    const after = seen.filter(({ at }) => at > pressed + 0.035);
    const last = (pin: number): number =>
      Math.max(...after.filter((pulse) => pulse.pin === pin).map(({ at }) => at));
    const { up, liftTime } = brachiograph.pen;
    for (const { width } of after.filter(({ pin }) => pin === PEN)) {
      expect(Math.abs(width - up)).toBeLessThan(10);
    }
    // The arm is held until the pen has had time to lift.
    for (const pin of [SHOULDER, ELBOW]) {
      expect(last(pin)).toBeGreaterThan(pressed + liftTime - 0.03);
      expect(last(pin)).toBeLessThan(pressed + liftTime + 0.06);
    }
    expect(process.listenerCount("SIGINT")).toBe(listeners);
  });

  test("8: johnny-five's animation keeps a core busy; the machine leaves it idle", async () => {
    const made = await sharedPlotter();
    made.machine.engage([1500, 1500]);
    hold(made, 0.05);
    const before = process.cpuUsage();
    await sleep(200);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(100_000);
  });

  test("9: johnny-five takes SIGINT and opens a prompt; here it may not", async () => {
    await sharedPlotter();
    await setImmediate();
    expect(process.listenerCount("SIGINT")).toBe(listeners);
    expect(process.stdin.listenerCount("data")).toBe(0);
  });

  test("10: detaching cuts short the pulse that is under way; not here, at any phase", async () => {
    const made = await sharedPlotter();
    // Frames of 20 ms are met at phases that are closer than the pulses of both joints are long together.
    for (let phase = 0; phase < 0.02; phase += 0.0024) {
      made.machine.engage([1600, 900]);
      hold(made, 0.03, [1600, 900], 0);
      made.twin.advance(phase);
      made.machine.stop({ kind: "stopped", why: "a test" });
      for (let step = 0; made.machine.phase !== "limp" && step < 25; step++) wait(made, 0.01);
      expect(made.machine.phase).toBe("limp");
    }
    wait(made, 0.02);
    expect(made.twin.board.pulses.outside).toEqual([]);
  });
});
