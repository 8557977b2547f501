/**
 * What parallel-fibres.ts does on our kernels, written once more: states × states whatever their
 * number, every sample a row of its own.
 *
 *   ΔWᵀ = Gᵀ (G Gᵀ + ρ tr(G Gᵀ) I)⁻¹ (D̄ − D̂), where the last column of G is 1
 */
import { Matrix, solve } from "ml-matrix";
import type { Tensor, Tf } from "./tensor-model.ts";

/** What is added to the weights [S × N] and biases [S] of the last layer. */
export interface Projection {
  readonly W: Float32Array;
  readonly b: Float32Array;
}

export function projection(tf: Tf, granules: Tensor, errors: Tensor, ridge: number): Projection {
  const G = tf.concat2d([granules, tf.ones([granules.shape[0], 1])], 1);
  const products = new Matrix(tf.matMul<Tensor>(G, G, false, true).arraySync());
  const bounded = Matrix.add(products, Matrix.eye(products.rows).mul(ridge * products.trace()));
  const shares = solve(bounded, new Matrix(errors.arraySync()));
  const change = new Matrix(G.arraySync()).transpose().mmul(shares);
  const fibres = change.rows - 1;
  return {
    W: Float32Array.from(
      change
        .subMatrix(0, fibres - 1, 0, change.columns - 1)
        .transpose()
        .to1DArray(),
    ),
    b: Float32Array.from(change.getRow(fibres)),
  };
}
