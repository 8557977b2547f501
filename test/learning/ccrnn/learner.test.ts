import { describe } from "vitest";
import { describeLearner } from "./describe-learner.ts";
import { plain, simd, tfjs } from "./small-tasks.ts";

describe("the learner on plain kernels", () => describeLearner(plain, 1e-12));
describe("the learner on SIMD kernels", () => describeLearner(simd, 1e-4));
describe("the learner on tfjs", () => describeLearner(tfjs, 1e-4));
