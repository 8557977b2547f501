/** What becomes of learning when the cerebellum, or its olive, is lost on the way. */
import { contestant } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Outcomes } from "../outcomes.ts";
import { curves, sweep } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { isLower, together } from "../verdict.ts";
import { spreadText, testText } from "../wording.ts";

const EPOCHS = [5, 25, 50, 75] as const;
const LESIONS = { "cerebellum-off": "cerebellum off", "olive-off": "olive off" } as const;
type Lesion = keyof typeof LESIONS;
const lesions = ["cerebellum-off", "olive-off"] as const satisfies readonly Lesion[];
const at = (kind: Lesion, epoch: number) => `lesions/${kind}@${epoch}`;
const INTACT = "lesions/intact";

export const lesionsStudy: Study = {
  name: "lesions",
  about: "line drawing with the cerebellum or its olive lost at epoch 5, 25, 50, 75",
  isHeadline: true,

  runs: (plan) => [
    ...lineDrawingRuns(plan, INTACT, contestant("ccrnn", plan)),
    ...lesions.flatMap((kind) =>
      EPOCHS.flatMap((epoch) =>
        lineDrawingRuns(plan, at(kind, epoch), contestant("ccrnn", plan), [
          { kind, from: { epoch } },
        ]),
      ),
    ),
  ],

  section: (outcomes) => ({
    id: "lesions",
    heading: "Lesions of cerebellum and olive",
    prose: [
      "**Cerebellum off**: from this epoch on no prediction is made or heard; the cortex goes on alone with what it has learnt. **Olive off**: the cerebellum learns no more, but what it knows goes on to reach the cortex, and becomes wrong as the cortex changes.",
    ],
    figures: [
      ...lesions.map((kind) =>
        curves(
          outcomes,
          [
            { name: "intact", condition: INTACT },
            ...EPOCHS.map((epoch) => ({ name: `at ${epoch}`, condition: at(kind, epoch) })),
          ],
          ({ validation }) => validation,
          {
            caption: `**${LESIONS[kind][0]?.toUpperCase()}${LESIONS[kind].slice(1)}** from an epoch on: mean squared distance, mean ± SEM over seeds.`,
            y: { label: "error", scale: "log" },
            marks: EPOCHS,
          },
        ),
      ),
      sweep<number>(
        outcomes,
        lesions.map((kind) => ({ name: LESIONS[kind], at: (epoch: number) => at(kind, epoch) })),
        EPOCHS,
        {
          caption: "**Error after the last epoch** by the epoch of the lesion; points are seeds.",
          x: { label: "epoch of the lesion" },
          y: { label: "error", scale: "log" },
          ...intactLine(outcomes),
        },
      ),
    ],
    tables: [],
  }),

  claims: (outcomes) => [earlierIsWorse(outcomes), oliveIsWorse(outcomes)],
};

function intactLine(outcomes: Outcomes) {
  const intact = outcomes.spread(INTACT);
  return intact ? { reference: { value: intact.mean, label: "intact" } } : {};
}

const figuresOf = (outcomes: Outcomes, kind: Lesion): string =>
  EPOCHS.map((epoch) => `${epoch}: ${spreadText(outcomes.spread(at(kind, epoch)))}`).join("; ");

function earlierIsWorse(outcomes: Outcomes): Claim {
  const test = outcomes.compare(at("cerebellum-off", 75), at("cerebellum-off", 5));
  const harm = outcomes.compare(INTACT, at("cerebellum-off", 5));
  return {
    id: "C8",
    claim: "A cerebellar lesion early in learning impairs, a late one has little effect",
    direction: "earlier is worse",
    numbers: `intact ${spreadText(outcomes.spread(INTACT))}; lesion at ${figuresOf(outcomes, "cerebellum-off")}. At 75 against at 5: ${testText(test)}`,
    verdict: together([isLower(test), isLower(harm)]),
    why: "",
  };
}

function oliveIsWorse(outcomes: Outcomes): Claim {
  const tests = EPOCHS.map((epoch) =>
    outcomes.compare(at("cerebellum-off", epoch), at("olive-off", epoch)),
  );
  return {
    id: "C9",
    claim: "A lesion of the olive differs from one of the cerebellum, and is worse",
    direction: "olive worse",
    numbers: EPOCHS.map((epoch, i) => {
      const [off, olive] = lesions.map((kind) => spreadText(outcomes.spread(at(kind, epoch))));
      const p = tests[i] ? `, p = ${tests[i].p.toPrecision(2)}` : "";
      return `at ${epoch}: cerebellum ${off}, olive ${olive}${p}`;
    }).join("; "),
    verdict: together(tests.map(isLower)),
    why: "",
  };
}
