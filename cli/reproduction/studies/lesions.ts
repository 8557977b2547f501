/** What becomes of learning when the cerebellum, or its olive, is lost on the way. */
import { contestant } from "../contestants.ts";
import { lineDrawingRuns } from "../line-drawing-runs.ts";
import type { Outcomes } from "../outcomes.ts";
import type { Plan } from "../plan.ts";
import { curves, sweep } from "../show.ts";
import type { Claim, Study } from "../study.ts";
import { taskSettings } from "../task-settings.ts";
import { isLower, isNoWorse, together, verdictOn } from "../verdict.ts";
import { spreadText, testText } from "../wording.ts";

const MOMENTS = [5, 25, 50, 75] as const;
/** Those that come before training ends. */
const momentsOf = (plan: Plan): readonly number[] =>
  MOMENTS.filter((epoch) => epoch < (plan.epochs ?? taskSettings["line-drawing"].epochs));
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
      momentsOf(plan).flatMap((epoch) =>
        lineDrawingRuns(plan, at(kind, epoch), contestant("ccrnn", plan), [
          { kind, from: { epoch } },
        ]),
      ),
    ),
  ],

  section: (outcomes, plan) => ({
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
            ...momentsOf(plan).map((epoch) => ({
              name: `at ${epoch}`,
              condition: at(kind, epoch),
            })),
          ],
          ({ validation }) => validation,
          {
            caption: `**${LESIONS[kind][0]?.toUpperCase()}${LESIONS[kind].slice(1)}** from an epoch on: mean squared distance, mean ± SEM over seeds.`,
            y: { label: "error", scale: "log" },
            marks: momentsOf(plan),
          },
        ),
      ),
      sweep<number>(
        outcomes,
        lesions.map((kind) => ({ name: LESIONS[kind], at: (epoch: number) => at(kind, epoch) })),
        momentsOf(plan),
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

  claims: (outcomes, plan) => [earlierIsWorse(outcomes, plan), oliveIsWorse(outcomes, plan)],
};

function intactLine(outcomes: Outcomes) {
  const intact = outcomes.spread(INTACT);
  return intact ? { reference: { value: intact.mean, label: "intact" } } : {};
}

/** Nothing where training ended before one of the lesions. */
const conditionsOf = (plan: Plan, kinds: readonly Lesion[]): string[] =>
  momentsOf(plan).length < MOMENTS.length
    ? []
    : [INTACT, ...kinds.flatMap((kind) => MOMENTS.map((epoch) => at(kind, epoch)))];

function earlierIsWorse(outcomes: Outcomes, plan: Plan): Claim {
  const needed = conditionsOf(plan, ["cerebellum-off"]);
  const isThere = needed.length > 0;
  const early = isThere ? outcomes.compare(INTACT, at("cerebellum-off", 5)) : undefined;
  const order = isThere
    ? outcomes.compare(at("cerebellum-off", 75), at("cerebellum-off", 5))
    : undefined;
  const late = isThere ? outcomes.compare(at("cerebellum-off", 75), INTACT) : undefined;
  const errors = momentsOf(plan).map(
    (epoch) => `at ${epoch}: ${spreadText(outcomes.spread(at("cerebellum-off", epoch)))}`,
  );
  return {
    id: "C8",
    claim: "A cerebellar lesion early in learning impairs, a late one has little effect",
    direction: "earlier is worse",
    numbers: `intact ${spreadText(outcomes.spread(INTACT))}; ${errors.join("; ")}. Intact against at 5: ${testText(early)}. At 75 against at 5: ${testText(order)}. At 75 against intact: ${testText(late)}`,
    verdict: verdictOn(outcomes, needed, () =>
      together([isLower(early), isLower(order), isNoWorse(late)]),
    ),
    why: "three parts: the earliest harms, the latest harms less, and the latest does no significant harm",
  };
}

function oliveIsWorse(outcomes: Outcomes, plan: Plan): Claim {
  const needed = conditionsOf(plan, lesions);
  const moments = momentsOf(plan);
  const tests = moments.map((epoch) =>
    outcomes.compare(at("cerebellum-off", epoch), at("olive-off", epoch)),
  );
  return {
    id: "C9",
    claim: "A lesion of the olive differs from one of the cerebellum, and is worse",
    direction: "olive worse",
    numbers: moments
      .map((epoch, i) => {
        const [off, olive] = lesions.map((kind) => spreadText(outcomes.spread(at(kind, epoch))));
        const p = tests[i] ? `, p = ${tests[i].p.toPrecision(2)}` : "";
        return `at ${epoch}: cerebellum ${off}, olive ${olive}${p}`;
      })
      .join("; "),
    verdict: verdictOn(outcomes, needed, () => together(tests.map(isLower))),
    why: "",
  };
}
