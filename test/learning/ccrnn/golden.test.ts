import * as tf from "@tensorflow/tfjs";
import { loadKernels } from "../../../cli/load-kernels.ts";
import { kernelLearner } from "../../../controller/learning/ccrnn/kernel-learner.ts";
import { tfjsLearner } from "../../../controller/learning/ccrnn/tfjs-learner.ts";
import { describeGolden } from "./describe-golden.ts";
import type { GoldenCase } from "./golden-cases.ts";

const onKernels =
  (prefer: "typescript" | "wasm-simd") =>
  ({ config, sizes, weights }: GoldenCase) =>
    kernelLearner({ kernels: loadKernels({ megabytes: 16, prefer }), config, sizes, weights });

describeGolden("the plain kernels", 1e-9, onKernels("typescript"));
describeGolden("the SIMD kernels", 1e-4, onKernels("wasm-simd"));
describeGolden("the tensors of tfjs", 1e-4, (of) => tfjsLearner({ tf, ...of }));
