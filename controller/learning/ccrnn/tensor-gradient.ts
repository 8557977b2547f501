/**
 * The gradients of one batch by automatic differentiation, window after window.
 *
 * A piece of a batch is what is learned from at once: all of it, or one window of it, where weights
 * change after each. Tensors that are handed out belong to whoever gets them.
 */
import type * as TensorFlow from "@tensorflow/tfjs";
import type { Influence } from "./influence.ts";
import type { Analysis } from "./learner.ts";
import type { LearnerConfig } from "./learner-config.ts";
import { stateWidth, windowSteps } from "./learner-config.ts";
import type { SequenceBatch } from "./sequence-batch.ts";
import { isSupervised } from "./supervision.ts";
import type { State, Tensor, Tensors, Tf, Usual } from "./tensor-model.ts";
import { disturbances, lossCount, tensorModel } from "./tensor-model.ts";
import type { Projection } from "./tensor-projection.ts";
import { projection } from "./tensor-projection.ts";

type Disturbances = ReturnType<typeof disturbances>;

interface Piece {
  readonly batch: SequenceBatch;
  readonly influence: Influence;
  readonly disturbance: Disturbances;
  readonly from: number;
  readonly to: number;
  /** The states that enter the steps from `from` to `to`, and that after the last. */
  readonly states: readonly State[];
  /** What the cerebellum has said so far, by step. */
  readonly said: Map<number, Tensor>;
}

export function tensorGradient(tf: Tf, config: LearnerConfig) {
  const model = tensorModel(tf, config);
  const S = stateWidth(config.cortex);

  /** States from the one that enters step `from` to the one after step `to` − 1. */
  const run = (
    w: Tensors,
    start: State,
    batch: SequenceBatch,
    d: Disturbances,
    from: number,
    to: number,
  ) => {
    const states = [start];
    for (let t = from; t < to; t++) {
      states.push(model.step(w, model.input(w, batch, t), states[t - from], d.cortex, t));
    }
    return states;
  };

  /** The start of the window that step t is in, and the step after that window. */
  const windowOf = (t: number, steps: number): [number, number] => {
    const K = windowSteps(config, steps);
    const start = t - (t % K);
    return [start, Math.min(start + K, steps)];
  };

  const joined = (state: State): Tensor =>
    state.length === 1 ? state[0] : tf.concat2d([...state], 1);

  /** L of the window's steps from t on, plus ⟨g, state at its end⟩. */
  const objective = (
    w: Tensors,
    start: State,
    piece: Piece,
    t: number,
    end: number,
    g: Tensor,
  ): TensorFlow.Scalar => {
    const { batch, disturbance } = piece;
    const states = run(w, start, batch, disturbance, t, end);
    const count = lossCount(batch, config.interval, windowOf(t, batch.steps)[0], end);
    // What a gradient is asked for has to take part: nothing times each of them.
    let sum: TensorFlow.Scalar = tf.sum(tf.mul(joined(states[end - t]), g));
    for (const tensor of [...Object.values(w), ...start]) sum = sum.add(tf.sum(tensor).mul(0));
    for (let step = t; step < end && count > 0; step++) {
      if (!isSupervised(config.interval, step, batch.steps)) continue;
      const y = model.readOut(w, states[step - t + 1]);
      sum = sum.add(model.stepLoss(y, batch, step).div(count));
    }
    return sum;
  };

  /** Layers of the cerebellum are numbered, and nothing else is. */
  const partOf = (w: Tensors, isNumbered: boolean): Tensors =>
    Object.fromEntries(Object.entries(w).filter(([name]) => /\d$/.test(name) === isNumbered));
  const cortexOf = (w: Tensors): Tensors => partOf(w, false);
  const cerebellumOf = (w: Tensors): Tensors => partOf(w, true);

  /** Gradients by the cortex's weights and, joined, by the state that begins at t. */
  const walk = (w: Tensors, piece: Piece, t: number, end: number, g: Tensor) => {
    const cortex = cortexOf(w);
    const names = Object.keys(cortex);
    const start = piece.states[t - piece.from];
    const found = tf.grads((...xs: TensorFlow.Tensor[]) => {
      const given = xs.map((x) => x.as2D(x.shape[0], x.shape[1] ?? 1));
      const weights = Object.fromEntries(names.map((name, i) => [name, given[i]]));
      return objective(weights, given.slice(names.length), piece, t, end, g);
    })([...Object.values(cortex), ...start]);
    const all = found.map((x) => x.as2D(x.shape[0], x.shape[1] ?? 1));
    const gradients = Object.fromEntries(names.map((name, i) => [name, all[i]]));
    if (config.cortex.biases === 1) gradients["bh"] = tf.zerosLike(gradients["bh"]);
    return { gradients, atStart: joined(all.slice(names.length)) };
  };

  const nothing = (batch: number): Tensor => tf.zeros([batch, S]);

  const hasCerebellum = ({ influence }: Piece): boolean =>
    config.cerebellum !== "none" && influence.cerebellum !== "off";

  /** Steps at which the cerebellum is taught, last one first. */
  const taughtSteps = ({ from, to, batch }: Piece): number[] => {
    const K = windowSteps(config, batch.steps);
    const all = Array.from({ length: to - from }, (_, i) => to - 1 - i);
    return all.filter((t) => config.everyTick || t % K === 0);
  };

  /** What mossy fibres take for granted: all states that the cerebellum is taught or asked about. */
  const usualIn = (piece: Piece): Usual | undefined => {
    if (config.mossySignal === "state") return undefined;
    const { batch, from, to, states } = piece;
    const isAsked = to < batch.steps || config.terminal === "reference";
    const steps = [...taughtSteps(piece), ...(isAsked ? [to] : [])];
    return model.usual(steps.map((t) => states[t - from]));
  };

  /** d̂ at the state that enters step t, or nothing, where nothing is said about the end. */
  const foreseen = (w: Tensors, piece: Piece, t: number): Tensor => {
    const { batch, states, from, disturbance } = piece;
    if (!hasCerebellum(piece) || (t === batch.steps && config.terminal === "zero")) {
      return nothing(batch.batch);
    }
    const known = piece.said.get(t);
    if (known) return known;
    const { prediction } = model.cerebellum(
      w,
      states[t - from],
      disturbance.granules,
      usualIn(piece),
    );
    piece.said.set(t, prediction);
    return prediction;
  };

  /** d̄ or its λ-return by taught step: from each, through its window, to what is foreseen beyond it. */
  const returns = (
    w: Tensors,
    piece: Piece,
    lambda: number,
    gamma: number,
  ): Map<number, Tensor> => {
    const { batch, to } = piece;
    const found = new Map<number, Tensor>();
    for (const t of taughtSteps(piece)) {
      const [, end] = windowOf(t, batch.steps);
      const later = end < to ? found.get(end) : undefined;
      const said = foreseen(w, piece, end).mul<Tensor>(gamma);
      const g = later ? said.mul(1 - lambda).add<Tensor>(later.mul(gamma * lambda)) : said;
      found.set(t, walk(w, piece, t, end, g).atStart);
    }
    return found;
  };

  const targetsOf = (w: Tensors, piece: Piece): Map<number, Tensor> => {
    const { targets, syntheticScale } = config;
    if (targets.kind === "window") return returns(w, piece, 0, syntheticScale);
    return returns(
      w,
      piece,
      targets.lambda,
      targets.gamma ** windowSteps(config, piece.batch.steps),
    );
  };

  /** Gradients of the cerebellar loss by the cerebellum's weights, and Σ ‖d̂ − d̄‖². */
  const teach = (w: Tensors, piece: Piece, targets: Map<number, Tensor>) => {
    const cerebellum = cerebellumOf(w);
    const names = Object.keys(cerebellum);
    const { batch, states, from, disturbance } = piece;
    const steps = [...targets.keys()];
    const seen = states[0].map((_, k) =>
      tf.concat2d(
        steps.map((t) => states[t - from][k]),
        0,
      ),
    );
    const target = tf.concat2d([...targets.values()], 0);
    const usual = usualIn(piece);
    const loss = (weights: Tensors): TensorFlow.Scalar => {
      const { prediction } = model.cerebellum(weights, seen, disturbance.granules, usual);
      return tf.sum(tf.square(prediction.sub(target)));
    };
    if (config.cerebellarRule.kind === "projection") {
      const { last, prediction } = model.cerebellum(w, seen, disturbance.granules, usual);
      const error = target.sub<Tensor>(prediction);
      const change = projection(tf, last, error, config.cerebellarRule.ridge);
      return { gradients: {}, change, error: loss(cerebellum).dataSync()[0] };
    }
    const found = tf.grads((...xs: TensorFlow.Tensor[]) => {
      const given = xs.map((x) => x.as2D(x.shape[0], x.shape[1] ?? 1));
      return loss(Object.fromEntries(names.map((name, i) => [name, given[i]])));
    })(Object.values(cerebellum));
    const share = config.cerebellarLoss === "sum" ? 1 : 1 / batch.batch;
    const gradients = found.map((x) => x.as2D(x.shape[0], x.shape[1] ?? 1).mul<Tensor>(share));
    return {
      gradients: Object.fromEntries(names.map((name, i) => [name, gradients[i]])),
      change: undefined,
      error: loss(cerebellum).dataSync()[0],
    };
  };

  const lossOf = (w: Tensors, { batch, states, from, to }: Piece): number => {
    let sum = 0;
    for (let t = from; t < to; t++) {
      if (!isSupervised(config.interval, t, batch.steps)) continue;
      const y = model.readOut(w, states[t - from + 1]);
      sum += model.stepLoss(y, batch, t).dataSync()[0];
    }
    return sum;
  };

  /** Gradients by the cortex's weights, and d̄ at the states that begin the windows. */
  const walkWindows = (w: Tensors, piece: Piece) => {
    const K = windowSteps(config, piece.batch.steps);
    const heard = piece.influence.cerebellum === "on" ? config.syntheticScale : 0;
    const sum: Record<string, Tensor> = {};
    const starts = new Map<number, Tensor>();
    for (let t = piece.from; t < piece.to; t += K) {
      const [, end] = windowOf(t, piece.batch.steps);
      const found = walk(w, piece, t, end, foreseen(w, piece, end).mul(heard));
      for (const [name, g] of Object.entries(found.gradients)) sum[name] = sum[name]?.add(g) ?? g;
      starts.set(t, found.atStart);
    }
    return { gradients: sum, starts };
  };

  return {
    /** Goes through a batch, piece by piece, with weights that may change between two of them. */
    eachPiece(
      batch: SequenceBatch,
      influence: Influence,
      learn: (piece: Piece) => void,
      w: Tensors,
    ): void {
      const K = windowSteps(config, batch.steps);
      tf.engine().startScope();
      const disturbance = disturbances(tf, config, influence, batch.batch, batch.steps);
      let state = model.start(batch.batch);
      const length = config.update === "batch" ? batch.steps : K;
      for (let from = 0; from < batch.steps; from += length) {
        const to = Math.min(from + length, batch.steps);
        const states = run(w, state, batch, disturbance, from, to);
        state = states[to - from];
        learn({ batch, influence, disturbance, from, to, states, said: new Map() });
      }
      tf.engine().endScope();
    },

    /** With what the cerebellum's last layer would change by, where it learns by projection. */
    gradients(w: Tensors, piece: Piece, fibres: Tensor | undefined) {
      let loss = 0;
      let error = 0;
      let change: Projection | undefined;
      const gradients = tf.tidy((): Record<string, Tensor> => {
        loss = lossOf(w, piece);
        const { gradients: ofCortex, starts } = walkWindows(w, piece);
        const found: Record<string, Tensor> = { ...ofCortex };
        for (const [name, tensor] of Object.entries(cerebellumOf(w)))
          found[name] = tf.zerosLike(tensor);
        if (hasCerebellum(piece)) {
          const isOneWalk =
            config.targets.kind === "window" &&
            piece.influence.cerebellum === "on" &&
            !config.everyTick;
          const taught = teach(w, piece, isOneWalk ? starts : targetsOf(w, piece));
          Object.assign(found, taught.gradients);
          error = taught.error;
          change = taught.change;
          if (fibres) found["W0"] = found["W0"].mul(fibres);
        }
        return found;
      });
      for (const tensor of Object.values(gradients)) tf.keep(tensor);
      return { gradients, loss, error, change };
    },

    outputs(w: Tensors, batch: SequenceBatch, influence: Influence): Float32Array {
      return tf.tidy(() => {
        const d = disturbances(tf, config, influence, batch.batch, batch.steps);
        const states = run(w, model.start(batch.batch), batch, d, 0, batch.steps);
        const outputs = states.slice(1).map((state) => model.readOut(w, state));
        return Float32Array.from(tf.concat2d(outputs, 0).dataSync());
      });
    },

    labelCount: (batch: SequenceBatch): number => lossCount(batch, config.interval, 0, batch.steps),

    analyse(w: Tensors, batch: SequenceBatch, influence: Influence): Analysis {
      tf.engine().startScope();
      const inside = (): Analysis => {
        const disturbance = disturbances(tf, config, influence, batch.batch, batch.steps);
        const states = run(w, model.start(batch.batch), batch, disturbance, 0, batch.steps);
        const piece: Piece = {
          batch,
          influence,
          disturbance,
          from: 0,
          to: batch.steps,
          states,
          said: new Map(),
        };
        const steps = taughtSteps(piece).reverse();
        const flat = (tensors: readonly Tensor[]): Float64Array =>
          Float64Array.from(tensors.length > 0 ? tf.concat2d([...tensors], 0).dataSync() : []);
        const isThere = hasCerebellum(piece);
        const heard = isThere
          ? steps.map((t) => model.cerebellum(w, states[t], disturbance.granules, usualIn(piece)))
          : [];
        const targets = isThere ? targetsOf(w, piece) : new Map<number, Tensor>();
        const truth = returns(
          w,
          { ...piece, influence: { ...influence, cerebellum: "off" } },
          1,
          1,
        );
        const inOrder = (found: Map<number, Tensor>) => steps.flatMap((t) => found.get(t) ?? []);
        return {
          steps,
          batch: batch.batch,
          stateWidth: S,
          granuleCount: config.cerebellum === "none" ? 0 : config.cerebellum.granules,
          states: flat(steps.map((t) => joined(states[t]))),
          granules: flat(heard.map(({ granules }) => granules)),
          predictions: flat(heard.map(({ prediction }) => prediction)),
          targets: flat(inOrder(targets)),
          trueGradients: flat(inOrder(truth)),
        };
      };
      const found = inside();
      tf.engine().endScope();
      return found;
    },
  };
}
