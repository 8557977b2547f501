/** What the arm can do while nobody tells it. */
export const DEMOS = ["reaching", "figures", "still"] as const;
