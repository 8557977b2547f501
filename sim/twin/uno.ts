/**
 * An Arduino Uno: an emulated ATmega328P at 16 MHz that runs a real program, in virtual time.
 *
 * Time passes only in `advance`. What happens is a function of the program, of the bytes received
 * and of the voltages at the analog pins: no wall clock, no load of the machine.
 *
 * The serial line takes as long as a real one: 170 µs a byte at the 58,823 baud that the firmware
 * really sets. There is no bootloader: the program runs at once.
 */
import {
  ADCMuxInputType,
  AVRADC,
  AVRClock,
  AVREEPROM,
  AVRIOPort,
  AVRSPI,
  AVRTimer,
  AVRTWI,
  AVRUSART,
  adcConfig,
  avrInstruction,
  CPU,
  clockConfig,
  EEPROMMemoryBackend,
  eepromConfig,
  portBConfig,
  portCConfig,
  portDConfig,
  spiConfig,
  timer0Config,
  timer1Config,
  timer2Config,
  twiConfig,
  usart0Config,
} from "avr8js";
import type { I2cBus } from "./i2c-bus.ts";
import { makeI2cBus } from "./i2c-bus.ts";
import { readHex } from "./intel-hex.ts";
import type { PulseMeter } from "./pulse-meter.ts";
import { makePulseMeter } from "./pulse-meter.ts";
import { makeSerialLine } from "./serial-line.ts";

/** [Hz] */
const CLOCK = 16e6;
const FLASH_BYTES = 32 * 1024;
const RAM_BYTES = 2048;
const EEPROM_BYTES = 1024;
const PINS = 20;

/** First digital pin of each port that servos may hang on: D0–D7, D8–D13, D14–D19 (A0–A5). */
const FIRST_PIN = [
  [portDConfig, 0],
  [portBConfig, 8],
  [portCConfig, 14],
] as const;

export interface Uno {
  /** Virtual time since power-on [s]. */
  now(): number;
  /** Lets `seconds` pass. */
  advance(seconds: number): void;
  /** Bytes from the host; they wait for the line. */
  receive(bytes: Uint8Array): void;
  /** Bytes from the host that the firmware did not fetch in time. */
  overruns(): number;
  readonly pulses: PulseMeter;
  readonly i2c: I2cBus;
}

export interface UnoOptions {
  /** The program, in Intel's HEX format. */
  readonly firmware: string;
  /** A byte to the host. */
  readonly onByte: (byte: number) => void;
  /** Voltage at an analog pin, asked for when the ADC samples it [V]. */
  readonly analog?: (channel: number) => number;
}

export function powerOn({ firmware, onByte, analog }: UnoOptions): Uno {
  const program = readHex(firmware, FLASH_BYTES);
  const cpu = new CPU(new Uint16Array(program.buffer), RAM_BYTES);
  new AVRClock(cpu, CLOCK, clockConfig);
  for (const config of [timer0Config, timer1Config, timer2Config]) new AVRTimer(cpu, config);
  new AVRSPI(cpu, spiConfig, CLOCK);
  new AVREEPROM(cpu, new EEPROMMemoryBackend(EEPROM_BYTES), eepromConfig);
  const i2c = makeI2cBus(new AVRTWI(cpu, twiConfig, CLOCK));

  const pulses = makePulseMeter(PINS, CLOCK / 1e6);
  for (const [config, first] of FIRST_PIN) {
    new AVRIOPort(cpu, config).addListener((levels, before) => {
      for (let changed = levels ^ before, bit = 0; changed !== 0; changed >>= 1, bit++) {
        if ((changed & 1) === 0) continue;
        pulses.edge(first + bit, ((levels >> bit) & 1) === 1, cpu.cycles);
      }
    });
  }

  const adc = new AVRADC(cpu, adcConfig);
  const convert = adc.onADCRead;
  adc.onADCRead = (input) => {
    if (analog && input.type === ADCMuxInputType.SingleEnded) {
      adc.channelValues[input.channel] = analog(input.channel);
    }
    convert(input);
  };

  const usart = new AVRUSART(cpu, usart0Config, CLOCK);
  const line = makeSerialLine(cpu, usart, CLOCK);
  usart.onByteTransmit = onByte;

  let due = 0;
  return {
    pulses,
    i2c,
    now: () => cpu.cycles / CLOCK,
    overruns: () => line.overruns,
    receive: line.send,
    advance(seconds) {
      due += seconds * CLOCK;
      while (cpu.cycles < due) {
        avrInstruction(cpu);
        cpu.tick();
      }
    },
  };
}
