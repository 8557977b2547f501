/**
 * What the cerebellum has learnt about one machine, on disk: weights only, so it is a few hundred bytes of JSON
 * that a person can read, compare and delete.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { ServoCerebellum } from "../../controller/plotter/servo-cerebellum.ts";
import { UserError } from "../user-error.ts";
import { writeWhole } from "../write-whole.ts";

/** Raised when inputs of the cerebellum change their meaning. */
const VERSION = 1;

const Learned = z.strictObject({
  format: z.literal("purkinje plotter weights"),
  version: z.literal(VERSION),
  /** The calibration on top of which it was learnt. */
  basis: z.string().default("plain"),
  /** Weights and covariance of each joint's cells. */
  joints: z.tuple([
    z.strictObject({ weights: z.array(z.number()), covariance: z.array(z.number()) }),
    z.strictObject({ weights: z.array(z.number()), covariance: z.array(z.number()) }),
  ]),
});

export function saveLearned(path: string, { cells }: ServoCerebellum, basis = "plain"): void {
  const [first, second] = cells.map(({ weights, covariance }) => ({
    weights: [...weights],
    covariance: [...covariance],
  }));
  const learned = {
    format: "purkinje plotter weights",
    version: VERSION,
    basis,
    joints: [first, second],
  };
  writeWhole(path, Buffer.from(`${JSON.stringify(learned)}\n`));
}

/**
 * Puts what was learnt into `cerebellum`. Returns false where there is no such file yet, or one that was learnt on top of
 * another calibration.
 */
export function loadLearned(path: string, { cells }: ServoCerebellum, basis = "plain"): boolean {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw new UserError(
      `${path} cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
  const refuse = (why: string): never => {
    throw new UserError(
      `Expected what a plotter has learnt (version ${VERSION}) in ${path}, found ${why}. Delete it to learn anew.`,
    );
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse("no JSON");
  }
  const parsed = Learned.safeParse(json);
  if (!parsed.success) return refuse(z.prettifyError(parsed.error));
  if (parsed.data.basis !== basis) return false;
  for (const [i, { weights, covariance }] of parsed.data.joints.entries()) {
    const into = cells[i];
    if (into?.weights.length !== weights.length || into.covariance.length !== covariance.length) {
      return refuse(`${weights.length} weights for a joint instead of ${into?.weights.length}`);
    }
    into.weights.set(weights);
    into.covariance.set(covariance);
  }
  return true;
}
