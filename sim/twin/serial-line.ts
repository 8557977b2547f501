/**
 * The wire from the host to the board's receiver, at the baud rate that the firmware has set.
 *
 * The ATmega holds two received bytes while a third comes in, and loses what comes after that. The emulated
 * receiver holds one, so the second is kept here. And it forgets that one has come when the control
 * register is written, as the firmware does whenever it sends, so that has to be said again.
 */
import type { AVRUSART, CPU } from "avr8js";
import { usart0Config } from "avr8js";

export interface SerialLine {
  /** Bytes that wait for the line. */
  send(bytes: Uint8Array): void;
  /** Bytes that the firmware did not fetch in time. */
  readonly overruns: number;
}

/** Start bit, eight data bits, stop bit. */
const BITS = 10;

export function makeSerialLine(cpu: CPU, usart: AVRUSART, clock: number): SerialLine {
  let waiting: number[] = [];
  let next = 0;
  let busy = false;
  let shown: number | undefined;
  let second: number | undefined;
  let overruns = 0;

  const show = (byte: number): void => {
    shown = byte;
    usart.writeByte(byte, true);
  };
  const fetch = cpu.readHooks[usart0Config.UDR];
  cpu.readHooks[usart0Config.UDR] = (address) => {
    const byte = fetch(address);
    shown = undefined;
    if (second !== undefined) show(second);
    second = undefined;
    return byte;
  };
  const control = cpu.writeHooks[usart0Config.UCSRB];
  cpu.writeHooks[usart0Config.UCSRB] = (...change) => {
    const done = control(...change);
    if (shown !== undefined) show(shown);
    return done;
  };

  const begin = (): void => {
    // A receiver that is not switched on yet hears nothing, as on the wire.
    if (!usart.rxEnable || next === waiting.length) {
      waiting = [];
      next = 0;
      busy = false;
      return;
    }
    const byte = waiting[next++];
    busy = true;
    cpu.addClockEvent(
      () => {
        if (shown === undefined) show(byte);
        else if (second === undefined) second = byte;
        else overruns++;
        begin();
      },
      Math.round((BITS * clock) / usart.baudRate),
    );
  };

  return {
    send(bytes) {
      for (const byte of bytes) waiting.push(byte);
      if (!busy) begin();
    },
    get overruns() {
      return overruns;
    },
  };
}
