/**
 * Everything that can be done to a reach, one after another: what it does at first, what is left of that
 * after a hundred trials, and what happens when it is gone; with and without a cerebellum.
 */
import { channel, curlField, pulse } from "../../perturbations/perturbation.ts";
import { makeRandom } from "../../random.ts";
import { WORKSPACE } from "../../tasks/workspace.ts";
import { AIM_LEARNING, COMMAND_LEARNING } from "../adaptation.ts";
import { mean } from "../deviations.ts";
import type { Experiment, Path } from "../experiment.ts";
import type { Laboratory } from "../laboratory.ts";
import { measureReach } from "../reach-measures.ts";
import type { Block } from "../trial-plan.ts";
import { planBlocks } from "../trial-plan.ts";
import type { TrialRecord } from "../trial-record.ts";
import { performTrials } from "../trials.ts";

const BEFORE = 16;
const DURING = 96;
const AFTER = 16;
/** Out and back, twice. */
const FIRST = 4;
const LAST = 16;
const CATCHES = 0.2;
const PLAN = 1_000_000;

/** So long a vector [m], [N], to the left of the way from a start to a target. */
function toTheLeft(
  length: number,
  [x, y]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): readonly [number, number] {
  const part = length / Math.hypot(toX - x, toY - y);
  return [-part * (toY - y), part * (toX - x)];
}

/** What is done, by name. */
const kinds = {
  load: { world: [{ kind: "load", force: [3, 0] }] },
  "added mass": { world: [{ kind: "added-mass", mass: 0.5 }] },
  pulse: { world: (start, target) => [pulse(toTheLeft(8, start, target), 0.2, 0.1)] },
  "target jump": {
    world: (start, target) => [
      { kind: "target-jump", after: 0.2, by: toTheLeft(0.03, start, target) },
    ],
  },
  gain: { world: [{ kind: "gain", factor: 1.4, about: WORKSPACE.centre }] },
  "extra delay": { world: [{ kind: "extra-delay", delay: 0.05 }] },
  "error clamp": { world: (start, end) => [{ kind: "error-clamp", start, end }] },
  channel: { world: (start, target) => [channel(start, target)] },
  field: { world: [curlField(13)], catches: CATCHES },
} as const satisfies Record<string, Pick<Block, "world" | "catches">>;

const names = Object.keys(kinds);
const conditions = { intact: true, off: false } as const;

/** The mean over some trials of how the cursor went: what was asked for is where it should be. */
function typical(records: readonly TrialRecord[], laboratory: Laboratory) {
  const reaches = records.map((record) => measureReach(record, laboratory, "cursor"));
  return {
    PathMm: mean(reaches.map(({ pathRmsMm }) => pathRmsMm)),
    EndMm: mean(reaches.map(({ endpointMm }) => endpointMm)),
  };
}

/** The largest force on the hand from outside [N]. */
const pushed = ({ force }: TrialRecord): number => {
  let most = 0;
  for (let i = 0; i < force.length; i += 2) {
    most = Math.max(most, Math.hypot(force[i], force[i + 1]));
  }
  return most;
};

export const perturbations: Experiment = {
  name: "perturbations",
  about:
    "all that can be done to a reach: load, mass, push, jump, gain, delay, clamp, channel, field",
  method: [
    `${BEFORE} reaches of 10 cm out to one of eight targets and back, ${DURING} with something done to them, ${AFTER} without. **Load**: 3 N to the right, always. **Added mass**: 0.5 kg in the hand. **Pulse**: 8 N to the left of the way, from 0.2 s on, for 0.1 s. **Target jump**: 3 cm to the left after 0.2 s; the new place counts. **Gain**: the cursor moves 1.4 times as far as the hand. **Extra delay**: senses 150 ms late in place of 100. **Error clamp**: the cursor keeps to the straight line, **channel**: the hand does, between walls. **Field**: curl, 13 N·s/m, with one catch trial in five.`,
    `**First** and **after** are the first ${FIRST} trials with and again without it, **last** the last ${LAST} with it. Errors are those of the cursor: along the way (root mean square, time-aligned) and at the end. **Intact**: the cerebellum predicts, and learns a share of the command and where to aim. **Off**: the late senses are taken for the present, and nothing is learnt.`,
  ],

  perform(laboratory, seed) {
    const figures: Record<string, number> = {};
    const paths: Record<string, Path[]> = {};
    for (const [kind, block] of Object.entries(kinds)) {
      for (const [condition, cerebellum] of Object.entries(conditions)) {
        const rig = laboratory.subject({
          seed,
          condition: `${kind}, ${condition}`,
          adaptation: { command: COMMAND_LEARNING, aim: AIM_LEARNING },
        });
        rig.brain.cerebellum = cerebellum;
        const records: TrialRecord[] = [];
        performTrials({
          rig,
          trials: planBlocks(
            [
              { phase: "before", trials: BEFORE },
              { phase: "during", trials: DURING, ...block },
              { phase: "after", trials: AFTER },
            ],
            makeRandom(PLAN + seed),
          ),
          onTrial: (record) => records.push(record),
        });
        const during = records.filter(({ phase }) => phase === "during");
        const stretches = {
          before: records.slice(0, BEFORE),
          first: during.slice(0, FIRST),
          last: during.slice(-LAST),
          after: records.slice(-AFTER).slice(0, FIRST),
        };
        const note = (when: string, trials: readonly TrialRecord[]): void => {
          for (const [measure, value] of Object.entries(typical(trials, laboratory))) {
            figures[`kinds/${kind}/${condition}/${when}${measure}`] = value;
          }
        };
        for (const [when, trials] of Object.entries(stretches)) note(when, trials);
        figures[`kinds/${kind}/${condition}/pushedN`] = mean(stretches.last.map(pushed));
        const caught = records.filter(({ phase }) => phase === "catch");
        if (caught.length > 0) {
          const { PathMm, EndMm } = typical(caught.slice(-FIRST), laboratory);
          figures[`catch/${condition}/pathMm`] = PathMm;
          figures[`catch/${condition}/endMm`] = EndMm;
        }
        paths[`${kind}/${condition}`] = stretches.first
          .filter((_, n) => n % 2 === 0)
          .map(({ cursor, wish }) => ({ drawn: cursor, asked: wish }));
      }
    }
    return { figures, paths };
  },

  live: {
    measure: "error of the cursor along the path",
    unit: "mm",
    of: (record, laboratory) => measureReach(record, laboratory, "cursor").pathRmsMm,
  },

  targets: [],
  views: [
    {
      kind: "sweep",
      caption: "**Error along the way**, by what is done.",
      x: { label: "what is done" },
      y: { label: "r.m.s. error", unit: "mm", scale: "log" },
      values: names,
      lines: {
        "intact, first": (kind) => `kinds/${kind}/intact/firstPathMm`,
        "intact, last": (kind) => `kinds/${kind}/intact/lastPathMm`,
        "cerebellum off, first": (kind) => `kinds/${kind}/off/firstPathMm`,
        "cerebellum off, last": (kind) => `kinds/${kind}/off/lastPathMm`,
      },
    },
    {
      kind: "paths",
      caption: "**The cursor in the first trials**, outwards, intact; one seed.",
      paths: Object.fromEntries(names.map((kind) => [`${kind}/intact`, kind])),
    },
    {
      kind: "paths",
      caption: "**The same with the cerebellum off.**",
      paths: Object.fromEntries(names.map((kind) => [`${kind}/off`, kind])),
    },
  ],
};
