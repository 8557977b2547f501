import { expect, test } from "vitest";
import { inChargeText } from "../../../viewer/monitor/health-pane.ts";

const sentence = "The brain is in charge; the fallback has not been needed.";

test.each([
  [{ state: "ready", cause: null, since: null, takeovers: 0, sentence }, sentence],
  [
    { state: "active", cause: "overruns", since: 65.4, takeovers: 1, sentence: "It holds." },
    "It holds. Since 1:05; it took over once.",
  ],
  [
    { state: "ready", cause: "invalid", since: 7, takeovers: 3, sentence: "All is well again." },
    "All is well again. Since 0:07; it took over 3 times.",
  ],
] as const)("%j reads as a sentence", (inCharge, text) => {
  expect(inChargeText(inCharge)).toBe(text);
});
