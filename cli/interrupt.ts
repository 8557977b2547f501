/**
 * Calls `stop` on the first Ctrl-C (or SIGTERM), and lets the second end the program at once. Returns
 * the way to stop listening.
 */
export function onInterrupt(stop: () => void): () => void {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const forget = (): void => {
    for (const signal of signals) process.off(signal, first);
  };
  const first = (): void => {
    forget();
    stop();
  };
  for (const signal of signals) process.on(signal, first);
  return forget;
}
