/**
 * Hands out a block of memory from front to back and never takes any of it back.
 *
 * Every tensor begins on a 16-byte boundary of a Float32 memory and is followed by at least 16 bytes
 * that belong to nobody, so that a vector load at the tail of a row may look past its end.
 */
import type { Kernels, Offset } from "./kernels.ts";

/** What 16 bytes are in elements of Float32. */
const VECTOR = 4;

/** `allocate` for a memory of `elements`, of which those before `first` are taken. */
export function bumpAllocator(elements: number, first: Offset = 0): Kernels["allocate"] {
  let next = first;
  return (count) => {
    const taken = (Math.ceil(count / VECTOR) + 1) * VECTOR;
    const left = Math.max(0, elements - next - VECTOR);
    if (!(count >= 0 && next + taken <= elements)) {
      throw new RangeError(`asked for ${count} elements of kernel memory, ${left} are left`);
    }
    const at = next;
    next += taken;
    return at;
  };
}
