/** Adam (Kingma & Ba 2015, Algorithm 1) in tensors, with moments and a step count for each group. */
import type { AdamConfig } from "./learner-config.ts";
import type { Tensor, Tensors, Tf } from "./tensor-model.ts";

export function tensorAdam(tf: Tf, { beta1, beta2, epsilon }: AdamConfig) {
  const first: Record<string, Tensor> = {};
  const second: Record<string, Tensor> = {};
  const steps: Record<string, number> = {};

  /** Puts `value` in the place of what was there. */
  const replace = (tensors: Record<string, Tensor>, name: string, value: Tensor): void => {
    tensors[name]?.dispose();
    tensors[name] = tf.keep(value);
  };

  return {
    /** One step of the weights called `names`, with gradients times `scale`. */
    step(
      group: string,
      weights: Record<string, Tensor>,
      gradients: Tensors,
      names: readonly string[],
      rate: number,
      scale: number,
    ): void {
      const step = (steps[group] ?? 0) + 1;
      steps[group] = step;
      for (const name of names) {
        const [m, v, w] = tf.tidy((): [Tensor, Tensor, Tensor] => {
          const g = gradients[name].mul<Tensor>(scale);
          const before = first[name] ?? tf.zerosLike(g);
          const spread = second[name] ?? tf.zerosLike(g);
          const m = before.mul(beta1).add<Tensor>(g.mul(1 - beta1));
          const v = spread.mul(beta2).add<Tensor>(g.square().mul(1 - beta2));
          const bound = v
            .div(1 - beta2 ** step)
            .sqrt()
            .add(epsilon);
          const move = m
            .div(1 - beta1 ** step)
            .div(bound)
            .mul(rate);
          return [m, v, weights[name].sub(move)];
        });
        replace(first, name, m);
        replace(second, name, v);
        replace(weights, name, w);
      }
    },
  };
}
