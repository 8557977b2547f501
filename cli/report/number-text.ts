/**
 * Numbers as people read them: a real minus sign, and a dash for what was not measured.
 */
import type { Measured } from "./document.ts";

/** Shown where a number is missing. */
export const MISSING = "–";

/** With so many decimals. */
export function decimal(value: Measured, decimals: number): string {
  if (!isMeasured(value)) return MISSING;
  const text = value.toFixed(decimals);
  return /^-[0.]+$/.test(text) ? text.slice(1) : text.replace("-", "−");
}

/** A p-value with two digits, and no more than "< 0.001" below that. */
export function probability(value: Measured): string {
  if (!isMeasured(value)) return MISSING;
  if (value < 0.001) return "< 0.001";
  return value < 0.1 ? String(Number(value.toPrecision(2))) : value.toFixed(2);
}

/** As few characters as three digits need: for tips and legends. */
export function short(value: Measured): string {
  if (!isMeasured(value)) return MISSING;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    const [digits = "", exponent = ""] = Number(value.toPrecision(3)).toExponential().split("e");
    return `${digits.replace("-", "−")} × 10${superscript(Number(exponent))}`;
  }
  return String(Number(value.toPrecision(3))).replace("-", "−");
}

/** 10 to that power, in plain digits while they are few. */
export function powerOfTen(exponent: number): string {
  return Math.abs(exponent) <= 4
    ? (10 ** exponent).toFixed(Math.max(0, -exponent))
    : `10${superscript(exponent)}`;
}

function superscript(exponent: number): string {
  const raised: Readonly<Record<string, string>> = { "-": "⁻", 1: "¹", 2: "²", 3: "³" };
  return [...String(exponent)]
    .map((digit) => raised[digit] ?? String.fromCodePoint(0x2070 + Number(digit)))
    .join("");
}

export const isMeasured = (value: Measured | undefined): value is number => Number.isFinite(value);

/** "error (mm)". */
export function withUnit({ label, unit }: { label: string; unit?: string | undefined }): string {
  return unit ? `${label} (${unit})` : label;
}
