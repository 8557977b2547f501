/**
 * The I²C bus of the emulated board: devices that note what is written to them.
 */
import type { AVRTWI } from "avr8js";

export interface I2cBus {
  /** Puts a device at `address`: what is written to it goes to `listener`, one message at a time. */
  plug(address: number, listener: (message: readonly number[]) => void): void;
}

export function makeI2cBus(twi: AVRTWI): I2cBus {
  const devices = new Map<number, (message: readonly number[]) => void>();
  let device: ((message: readonly number[]) => void) | undefined;
  let message: number[] = [];

  const deliver = (): void => {
    if (message.length > 0) device?.(message);
    message = [];
    device = undefined;
  };

  twi.eventHandler = {
    start() {
      deliver();
      twi.completeStart();
    },
    stop() {
      deliver();
      twi.completeStop();
    },
    connectToSlave(address) {
      device = devices.get(address);
      twi.completeConnect(device !== undefined);
    },
    writeByte(value) {
      message.push(value);
      twi.completeWrite(device !== undefined);
    },
    readByte() {
      twi.completeRead(0xff);
    },
  };

  return { plug: (address, listener) => void devices.set(address, listener) };
}
