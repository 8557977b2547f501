/** Seconds since the loop went live as people read them: 7:05, or 7:05.2 where tenths matter. */
export function clockText(seconds: number, digits = 0): string {
  const scale = 10 ** digits;
  const rounded = Math.round(Math.abs(seconds) * scale) / scale;
  const minutes = Math.floor(rounded / 60);
  const rest = (rounded - 60 * minutes).toFixed(digits).padStart(digits > 0 ? digits + 3 : 2, "0");
  return `${seconds < 0 && rounded > 0 ? "−" : ""}${minutes}:${rest}`;
}
