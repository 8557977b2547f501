/** What a client can ask to see besides the arm: two parts of the monitor's frames, and judgements in text. */
export const WATCHED = ["signals", "units", "health"] as const;
export type Watched = (typeof WATCHED)[number];
