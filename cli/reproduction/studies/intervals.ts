/** How often the world answers: feedback at every step, at every ninth, at the last alone. */
import { contestant, contestantNames, contestants } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Outcomes } from "../outcomes.ts";
import type { Plan } from "../plan.ts";
import { ruleText } from "../plan.ts";
import { spreadCell, sweep } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { isLower, together, verdictOn } from "../verdict.ts";
import { figureText, gapClosed, spreadText } from "../wording.ts";

type Interval = number | "last";
const INTERVALS: readonly Interval[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, "last"];
const QUICK: readonly Interval[] = [1, 2, 5];
const at = (name: string, interval: Interval) => `intervals/${name}@${interval}`;
const intervalsOf = ({ quick }: Plan) => (quick ? QUICK : INTERVALS);

export const intervalsStudy: Study = {
  name: "intervals",
  about: "line drawing with feedback at every step to every 9th, and at the last alone",
  isHeadline: true,

  runs: (plan) =>
    intervalsOf(plan).flatMap((interval) =>
      contestants.flatMap((name) =>
        lineDrawingRuns(
          plan,
          at(name, interval),
          contestant(name, plan, (config) => ({ ...config, interval })),
        ),
      ),
    ),

  section: (outcomes, plan) => ({
    id: "intervals",
    heading: "How often feedback comes",
    prose: [
      "Windows of one step throughout. The rarer feedback is, the farther ahead the cerebellum has to predict; the published rule hears a tenth of what is one step farther away.",
    ],
    figures: [
      sweep<number | string>(
        outcomes,
        contestants.map((name) => ({
          name: contestantNames[name],
          at: (interval) => at(name, interval === "last" ? "last" : Number(interval)),
        })),
        intervalsOf(plan).map(String),
        {
          caption: "**Error after the last epoch** by feedback interval; points are seeds.",
          x: { label: "feedback every n-th step" },
          y: { label: "error", scale: "log" },
        },
      ),
    ],
    tables: [
      {
        caption:
          "Error after the last epoch (mean ± SEM), and the part of the gap between cRNN and full back-propagation that is closed. Where full back-propagation does not end below the cRNN there is no gap.",
        columns: [
          { label: "interval", align: "left" },
          ...contestants.map((name) => ({ label: contestantNames[name], align: "right" as const })),
          { label: "ccRNN closes", unit: "%", align: "right" },
          { label: "best closes", unit: "%", align: "right" },
        ],
        rows: intervalsOf(plan).map((interval) => [
          String(interval),
          ...contestants.map((name) => spreadCell(outcomes.spread(at(name, interval)))),
          ...(["ccrnn", "best"] as const).map((name) => {
            const part = gapClosed(outcomes, {
              from: at("crnn", interval),
              to: at("fullBptt", interval),
              at: at(name, interval),
            });
            return part === undefined ? "no gap" : figureText(part);
          }),
        ]),
      },
    ],
  }),

  claims: (outcomes, plan) => [dependsOnInterval(outcomes, plan)],
};

function dependsOnInterval(outcomes: Outcomes, plan: Plan): Claim {
  const tests = intervalsOf(plan).map((interval) => ({
    interval,
    test: outcomes.compare(at("ccrnn", interval), at("crnn", interval)),
  }));
  const benefit = (wanted: (interval: Interval) => boolean) =>
    tests.filter(({ interval }) => wanted(interval)).map(({ test }) => isLower(test));
  const short = benefit((interval) => interval === 1 || interval === 2);
  const long = benefit((interval) => interval === "last" || interval >= 5);
  const needed = tests.flatMap(({ interval }) => [at("crnn", interval), at("ccrnn", interval)]);
  return {
    id: "C7",
    claim: "The benefit depends on the interval of external feedback",
    direction: "benefit at short intervals, none at long ones",
    numbers: tests
      .map(({ interval, test }) => {
        const [without, with_] = (["crnn", "ccrnn"] as const).map((name) =>
          spreadText(outcomes.spread(at(name, interval))),
        );
        return `${interval}: cRNN ${without}, ccRNN ${with_}${test ? `, p = ${test.p.toPrecision(2)}` : ""}`;
      })
      .join("; "),
    verdict: verdictOn(outcomes, needed, () => {
      const atShort = together(short);
      if (atShort !== "holds") return atShort;
      return long.some((verdict) => verdict !== "holds") ? "holds" : "fails";
    }),
    why: `“holds” if there is a significant benefit at 1 and 2, and none at one or more from 5 on; of the ccRNN ${ruleText(plan)}, for the best variant learns at longer intervals as well (table)`,
  };
}
