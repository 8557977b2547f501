/** First and longest pause before another attempt to connect [ms]. */
const FIRST_MS = 250;
const LONGEST_MS = 2000;

/** The pause before attempt `attempt` (0 is the first after a loss) [ms]: doubles up to 2 s. */
export function backOffMs(attempt: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempt));
}
