/** Colours of a unit's activity: dark is rest, amber is more, blue is less. */

type Rgb = readonly [number, number, number];
const REST: Rgb = [14, 20, 34];
const LESS: Rgb = [86, 180, 233];
const MORE: Rgb = [240, 168, 60];
const MOST: Rgb = [255, 246, 224];

/** 256 colours [256 × RGBA] for bytes that mean `low`…`high`; zero, or the lower end, is rest. */
export function shades(low: number, high: number): Uint8ClampedArray {
  const table = new Uint8ClampedArray(4 * 256);
  const rest = Math.max(low, 0);
  for (let i = 0; i < 256; i++) {
    const value = low + ((high - low) * i) / 255;
    const share = value < rest ? (value - rest) / (rest - low) : (value - rest) / (high - rest);
    table.set([...shade(share), 255], 4 * i);
  }
  return table;
}

/** −1 all the way less … 1 all the way more. */
function shade(share: number): Rgb {
  if (share < 0) return mix(REST, LESS, -share);
  return share < 0.7 ? mix(REST, MORE, share / 0.7) : mix(MORE, MOST, (share - 0.7) / 0.3);
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
  a[2] + share * (b[2] - a[2]),
];
