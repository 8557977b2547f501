/** Times and lengths in words short enough for a panel. */

/** 42 s, 3 min 05 s, 1 h 20 min. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${String(s % 60).padStart(2, "0")} s`;
  return `${Math.floor(s / 3600)} h ${String(Math.floor((s % 3600) / 60)).padStart(2, "0")} min`;
}

/** 8 mm, 42 cm, 3.1 m. */
export function distance(mm: number): string {
  if (mm < 100) return `${Math.round(mm)} mm`;
  return mm < 10_000 ? `${Math.round(mm / 10)} cm` : `${(mm / 1000).toFixed(1)} m`;
}
