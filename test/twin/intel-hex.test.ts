import { describe, expect, test } from "vitest";
import { readHex } from "../../sim/twin/intel-hex.ts";

const LINE = ":0300300002337A1E";
const END = ":00000001FF";

describe("a HEX file", () => {
  test("puts its bytes where it says, and leaves the rest erased", () => {
    const memory = readHex(`${LINE}\n${END}\n`, 64);
    expect([...memory.subarray(0x2f, 0x34)]).toEqual([0xff, 0x02, 0x33, 0x7a, 0xff]);
  });

  test.each([
    [":0300300002337A1F", "checksum"],
    [":0400300002337A1E", "expected 4 bytes, found 3"],
    ["0300300002337A1E", 'expected ":"'],
    [":0300300002337", 'expected ":"'],
    [":020000021000EC", "type 0 or 1, found 2"],
    [":03003E0002337A10", "longer than 64 bytes"],
  ])("%s is refused, with the line", (line, why) => {
    expect(() => readHex(`${line}\n${END}`, 64)).toThrow(why);
    expect(() => readHex(`${line}\n${END}`, 64)).toThrow("line 1");
  });

  test("that was cut off is refused", () => {
    expect(() => readHex(LINE, 64)).toThrow("cut off");
  });
});
