/**
 * The gradients of one batch on our kernels, by the efficient scheme: the cortex runs forward once,
 * the cerebellum sees all states in one product, all windows are walked back side by side, and the
 * cerebellum is walked back in one product again. This is the same mathematics as window after
 * window, because weights stay as they are until the batch is over.
 *
 * Equal samples are computed once (see equal-samples.ts), and so is a₀ = 0, which all samples share.
 */
import type { Kernels, Offset, Real } from "../../kernels/kernels.ts";
import type { Cell } from "./cell.ts";
import { corticalWalk } from "./cortical-walk.ts";
import { rowsOf } from "./equal-samples.ts";
import { checkFits } from "./evaluation.ts";
import type { GranularNetwork } from "./granular-network.ts";
import { granularNetwork } from "./granular-network.ts";
import type { Influence } from "./influence.ts";
import { inputLayer } from "./input-layer.ts";
import type { LearnerConfig, LearnerSizes } from "./learner-config.ts";
import { corticalInputs, gateRows, stateWidth, windowSteps } from "./learner-config.ts";
import { lstmCell } from "./lstm-cell.ts";
import { standardise } from "./mossy-fibres.ts";
import { parallelFibres } from "./parallel-fibres.ts";
import type { SequenceBatch } from "./sequence-batch.ts";
import type { LossSum, Rows } from "./supervision.ts";
import { supervisedSteps, windowLoss } from "./supervision.ts";
import type { Synapses } from "./synapses.ts";
import { tanhCell } from "./tanh-cell.ts";
import type { WindowLayout } from "./window-layout.ts";
import { windowLayouts } from "./window-layout.ts";

export interface BatchGradient {
  readonly cell: Cell;
  readonly network: GranularNetwork | undefined;
  /** Outputs, [steps × rows × O], time-major. */
  readonly outputs: Real;
  /** d̄, or its λ-return, [rows × S], by rows of the layout; times the share of each row. */
  readonly targets: Offset;
  /** Takes a batch in, and says in which pieces to go through it. */
  begin(batch: SequenceBatch, merge: boolean, update?: LearnerConfig["update"]): Piecewise;
  /** Cortex and read-out. */
  forward(layout: WindowLayout, influence: Influence): void;
  /** Adds to all gradients and to the loss; gives Σ ‖d̂ − d̄‖². */
  backward(layout: WindowLayout, influence: Influence, sum: LossSum): number;
  /** Lets parallel fibres learn, after `backward`, where this is their rule. */
  project(layout: WindowLayout, influence: Influence): void;
  /** Leaves in `to` [rows × S] what full back-propagation gives, times the share of each row. */
  trueGradients(to: Offset, layout: WindowLayout, influence: Influence): void;
}

interface Piecewise {
  readonly layouts: readonly WindowLayout[];
  readonly rows: Rows;
}

interface GradientOptions {
  readonly kernels: Kernels;
  readonly config: LearnerConfig;
  readonly sizes: LearnerSizes;
  readonly cortex: Synapses;
  readonly cerebellum: Synapses | undefined;
  /** Keeps gradients away from connections that are not there. */
  readonly mask: () => void;
}

export function batchGradient(options: GradientOptions): BatchGradient {
  const { kernels, config, sizes, cortex, cerebellum, mask } = options;
  const { hidden } = config.cortex;
  const { outputs } = sizes;
  const inputs = corticalInputs(config, sizes.inputs);
  const { targets: wanted, everyTick } = config;
  const allRows = sizes.steps * sizes.batch;
  const S = stateWidth(config.cortex);
  const gates = gateRows(config.cortex);
  const { weights, gradient } = cortex;

  const bias = kernels.allocate(gates);
  // For the gradients of walks that are about something else. Nobody looks at them.
  const spareW = kernels.allocate(gates * (inputs + hidden));
  const spareB = kernels.allocate(gates);
  const makeCell = config.cortex.kind === "lstm" ? lstmCell : tanhCell;
  const batch = sizes.batch;
  const W = weights.at["W"];
  const cell = makeCell({ kernels, inputs, hidden, rows: allRows, batch, W, b: bias });
  const input = inputLayer({ kernels, config, sizes, cell, cortex });
  const walk = corticalWalk({ kernels, cell, inputs, hidden, rows: allRows, batch });
  const network =
    config.cerebellum === "none" || cerebellum === undefined
      ? undefined
      : granularNetwork({
          kernels,
          config: config.cerebellum,
          stateWidth: S,
          rows: allRows + batch,
          weights: cerebellum.weights,
          gradient: cerebellum.gradient,
        });
  const fibres =
    network && cerebellum && config.cerebellarRule.kind === "projection"
      ? parallelFibres({ kernels, config, network, cerebellum, rows: allRows })
      : undefined;
  const Y = kernels.allocate(allRows * outputs);
  const dY = kernels.allocate(allRows * outputs);
  const targets = kernels.allocate(network ? allRows * S : 0);
  const y = kernels.view(Y, allRows * outputs);
  const dy = kernels.view(dY, allRows * outputs);
  const d = kernels.view(targets, network ? allRows * S : 0);
  const said = kernels.view(network?.predictions ?? 0, network ? allRows * S : 0);
  const D = kernels.view(network?.D ?? 0, network ? allRows * S : 0);
  const A = kernels.view(network?.A ?? 0, network ? (allRows + batch) * S : 0);

  const rowsFor = rowsOf(batch);
  const layoutsFor = {
    batch: remembered((steps) => windowLayouts(steps, windowSteps(config, steps), "batch")),
    window: remembered((steps) => windowLayouts(steps, windowSteps(config, steps), "window")),
  };
  const supervisedIn = remembered((steps) => supervisedSteps(config, steps));
  let given: SequenceBatch | undefined;
  let rows: Rows = rowsFor.none;

  /** Rows of states that the cerebellum is taught, from `row` on; a₀ is the last row of its block. */
  const taught = ({ from, to, windows }: WindowLayout) => {
    const row = from * rows.count;
    const count = (everyTick ? to - from : windows) * rows.count;
    return { row, count, same: from === 0 ? rows.count - 1 : 0 };
  };

  /** Samples that a row stands for; the one that shows a₀ does for all of them. */
  const shareOf = (row: number): number =>
    row < rows.count && row === rows.count - 1 ? (given?.batch ?? 1) : rows.share[row % rows.count];

  /** What the errors were multiplied by on the way to their gradients. */
  const lossScale = (): number => (config.cerebellarLoss === "sum" ? 2 : 2 / (given?.batch ?? 1));

  const isSilent = (end: number): boolean => end === given?.steps && config.terminal === "zero";

  const predict = (net: GranularNetwork, layout: WindowLayout, { clamps }: Influence): void => {
    const { row, count, same } = taught(layout);
    const end = layout.to * rows.count;
    const after = isSilent(layout.to) ? 0 : rows.count;
    for (let r = row + same; r < row + count; r++) cell.readState(net.A + r * S, r);
    for (let r = end; r < end + after; r++) cell.readState(net.A + r * S, r);
    if (config.mossySignal === "standard") {
      standardise(A, S, [row + same, row + count, end, end + after], shareOf);
    }
    if (row + count === end) {
      net.forward(row + same, count - same + after, clamps);
    } else {
      net.forward(row + same, count - same, clamps);
      if (after > 0) net.forward(end, after, clamps);
    }
    const first = net.predictions + row * S;
    for (let r = 0; r < same; r++) kernels.copy(first + r * S, first + same * S, S);
  };

  /** Puts keep · itself + scale · d̂(a_end) into the rows ahead, from `first` on. */
  const foresee = (
    layout: WindowLayout,
    end: number,
    first: number,
    keep: number,
    scale: number,
  ) => {
    const row = layout.blockOf(end) * rows.count;
    const silent = network === undefined || scale === 0 || isSilent(end);
    for (let r = 0; r < rows.count; r++) {
      const at = silent ? 0 : network.predictions + (row + r) * S;
      cell.mixAhead(first + r, keep, silent ? 0 : scale * rows.share[r], at);
    }
  };

  const record =
    (to: Offset) =>
    (row: number, count: number, stepOfWindow: number): void => {
      if (stepOfWindow > 0 && !everyTick) return;
      for (let r = 0; r < count; r++) cell.readAhead(to + (row + r) * S, r);
    };

  const recordTargets = record(targets);

  /** Leaves in `targets` what the cerebellum should have said, where the cortex's walk did not. */
  const findTargets = (layout: WindowLayout, influence: Influence): void => {
    const common = { layout, rows: rows.count, influence, dW: spareW, db: spareB };
    kernels.fill(spareW, 0, gates * (inputs + hidden));
    kernels.fill(spareB, 0, gates);
    const lambda = wanted.kind === "window" ? 0 : wanted.lambda;
    const gamma = wanted.kind === "window" ? config.syntheticScale : wanted.gamma ** layout.depth;
    const begin = (end: number, first: number) => foresee(layout, end, first, 0, gamma);
    if (lambda === 0) {
      walk.windows({ ...common, begin, arrive: recordTargets });
    } else {
      walk.chain({ ...common, begin, arrive: recordTargets }, (t) => {
        if (t > layout.from && (t - layout.from) % layout.depth === 0) {
          foresee(layout, t, 0, gamma * lambda, gamma * (1 - lambda));
        }
      });
    }
  };

  /** D ← the gradient of the cerebellar loss; the rows of a₀ are added up in one. */
  const compare = (layout: WindowLayout): number => {
    const { row, count, same } = taught(layout);
    const scale = lossScale();
    let sum = 0;
    for (let r = row; r < row + count; r++) {
      const share = rows.share[r % rows.count];
      let square = 0;
      for (let i = r * S; i < (r + 1) * S; i++) {
        const error = share * said[i] - d[i];
        square += error * error;
        D[i] = scale * error;
      }
      sum += square / share;
    }
    for (let r = row; r < row + same; r++) {
      for (let i = 0; i < S; i++) D[(row + same) * S + i] += D[r * S + i];
    }
    return sum;
  };

  const outputGradient = (layout: WindowLayout, sum: LossSum): void => {
    if (given === undefined) throw new Error("nothing to walk back: call forward first");
    const first = layout.from * rows.count;
    const count = (layout.to - layout.from) * rows.count;
    kernels.fill(dY + first * outputs, 0, count * outputs);
    const supervised = supervisedIn(given.steps);
    for (let w = 0; w < layout.windows; w++) {
      windowLoss(sum, {
        dY: dy,
        Y: y,
        rows,
        width: outputs,
        targets: given.targets,
        batch: given.batch,
        steps: supervised[layout.firstWindow + w],
      });
    }
    kernels.denseBackward(
      walk.dH + first * hidden,
      gradient.at["Wo"],
      gradient.at["bo"],
      dY + first * outputs,
      walk.H + first * hidden,
      weights.at["Wo"],
      count,
      outputs,
      hidden,
    );
  };

  return {
    cell,
    network,
    outputs: y,
    targets,

    begin(taken, merge, update = config.update) {
      checkFits(taken, sizes, config.embedding);
      given = taken;
      rows = rowsFor(taken, merge);
      input.begin(taken, rows);
      return { layouts: layoutsFor[update](taken.steps), rows };
    },

    forward(layout, influence) {
      kernels.copy(bias, weights.at["bi"], gates);
      kernels.addScaled(bias, 1, weights.at["bh"], gates);
      input.forward(layout);
      walk.forward(layout, rows.count, influence);
      const first = layout.from * rows.count;
      const count = (layout.to - layout.from) * rows.count;
      const { Wo, bo } = weights.at;
      const H = walk.H + first * hidden;
      kernels.dense(Y + first * outputs, H, Wo, bo, count, outputs, hidden);
    },

    backward(layout, influence, sum) {
      outputGradient(layout, sum);
      const net = influence.cerebellum === "off" ? undefined : network;
      if (net) predict(net, layout, influence);
      const heard = net && influence.cerebellum === "on" ? config.syntheticScale : 0;
      const isOneWalk = wanted.kind === "window" && influence.cerebellum === "on";
      const { W: dW, bi: db, bh } = gradient.at;
      walk.windows({
        layout,
        rows: rows.count,
        influence,
        dW,
        db,
        begin: (end, first) => foresee(layout, end, first, 0, heard),
        arrive(row, count, stepOfWindow) {
          input.keep(row, count);
          if (net && isOneWalk) recordTargets(row, count, stepOfWindow);
        },
      });
      input.backward(layout);
      if (config.cortex.biases === 2) kernels.copy(bh, db, gates);
      if (!net) return 0;
      if (!isOneWalk) findTargets(layout, influence);
      const error = compare(layout);
      // A projection needs no gradients: granule cells stay as they are.
      if (fibres) return error;
      const { row, count, same } = taught(layout);
      net.backward(row + same, count - same, influence.clamps);
      mask();
      return error;
    },

    project(layout, influence) {
      if (influence.cerebellum === "off" || influence.olive === "off") return;
      const { row, count, same } = taught(layout);
      fibres?.learn({ first: row + same, count: count - same, shareOf, scale: lossScale() });
    },

    trueGradients(to, layout, influence) {
      walk.chain(
        {
          layout,
          rows: rows.count,
          influence,
          dW: spareW,
          db: spareB,
          begin: (end, first) => foresee(layout, end, first, 0, 0),
          arrive: record(to),
        },
        ignore,
      );
    },
  };
}

const ignore = (): void => undefined;

function remembered<T>(make: (steps: number) => T): (steps: number) => T {
  const known = new Map<number, T>();
  return (steps) => {
    const found = known.get(steps);
    if (found !== undefined) return found;
    const made = make(steps);
    known.set(steps, made);
    return made;
  };
}
