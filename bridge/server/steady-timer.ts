/**
 * Calls `turn` every `period` [ms] until the returned function is called. Each turn is set against
 * the start, so lateness does not add up; turns that are missed are left out, never made up for.
 */
export function everyPeriod(period: number, turn: () => void): () => void {
  let due = performance.now() + period;
  const fire = (): void => {
    turn();
    const now = performance.now();
    due += period * Math.max(1, Math.ceil((now - due) / period));
    timer = setTimeout(fire, due - now);
  };
  let timer = setTimeout(fire, period);
  return () => clearTimeout(timer);
}
