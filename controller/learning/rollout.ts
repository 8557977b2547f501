/**
 * A batch of movements through cortex and arm, and the gradient of their cost with respect to the
 * cortex's weights, by back-propagation through both (Werbos 1990): every tick's command answers for
 * all that it does to the arm later.
 *
 * One tick: estimate → input → LSTM → command → arm. Arrays are [tick × batch × …], row-major.
 */
import type { Arm } from "../../plant/arm/arm.ts";
import { forwardKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import { tapedBody } from "../../plant/taped-body.ts";
import { BRAIN_PERIOD } from "../brain-period.ts";
import { commandSpace, JOINTS } from "../cortex/command-space.ts";
import type { CortexWeights } from "../cortex/cortex.ts";
import type { Workspace } from "../cortex/cortical-input.ts";
import { corticalInput, inputWidth, PREVIEW } from "../cortex/cortical-input.ts";
import type { Kernels } from "../kernels/kernels.ts";
import type { Episodes } from "./episodes.ts";
import { PREVIEW_TICKS } from "./episodes.ts";
import type { LossWeights } from "./tracking-loss.ts";
import { placeLoss, throughHand, velocityLoss } from "./tracking-loss.ts";

export interface RolloutOptions {
  readonly kernels: Kernels;
  readonly weights: CortexWeights;
  /** Of the same shapes as `weights`; `backward` adds into it. */
  readonly gradient: CortexWeights;
  readonly arm: Arm;
  readonly workspace: Workspace;
  readonly loss: LossWeights;
  readonly batch: number;
  /** Longest horizon that will be asked for [ticks]. */
  readonly horizonMax: number;
  /** Integration steps in a tick. */
  readonly substeps: number;
}

export interface Rollout {
  /** Runs the first `ticks` of the episodes and returns the mean cost of a tick. */
  forward(episodes: Episodes, ticks: number): number;
  /** Adds the gradient of what `forward` returned last. */
  backward(): void;
  /** Root mean square distance of hand from wish in the last forward run [m]. */
  trackingError(): number;
}

export function makeRollout(options: RolloutOptions): Rollout {
  const { kernels, weights, gradient, arm, workspace, loss, batch, horizonMax, substeps } = options;
  const hidden = weights.shapes.outWeight[1];
  const { size, middle, swing } = commandSpace(arm);
  const inputs = inputWidth(size);
  const width = inputs + hidden;
  const input = corticalInput(arm, workspace);
  const body = tapedBody(arm, BRAIN_PERIOD, substeps);
  const { tape } = body;
  const wide = body.states;

  const XH = kernels.allocate((horizonMax + 1) * batch * width);
  const C = kernels.allocate((horizonMax + 1) * batch * hidden);
  const gates = kernels.allocate(horizonMax * batch * 4 * hidden);
  const tanhC = kernels.allocate(horizonMax * batch * hidden);
  const H = kernels.allocate(horizonMax * batch * hidden);
  const Y = kernels.allocate(horizonMax * batch * size);
  const dXH = kernels.allocate(batch * width);
  const dH = kernels.allocate(batch * hidden);
  const dC = kernels.allocate(batch * hidden);
  const dGates = kernels.allocate(batch * 4 * hidden);
  const dY = kernels.allocate(batch * size);
  const xh = kernels.view(XH, (horizonMax + 1) * batch * width);
  const y = kernels.view(Y, horizonMax * batch * size);
  const dxh = kernels.view(dXH, batch * width);
  const dy = kernels.view(dY, batch * size);

  const states = new Float64Array((horizonMax + 1) * batch * wide);
  const dStates = new Float64Array((horizonMax + 1) * batch * wide);
  const tapes = new Float64Array(horizonMax * batch * tape);
  const dCommand = new Float64Array(batch * size);
  const dCommandNext = new Float64Array(batch * size);

  const x = new Float64Array(inputs);
  const dx = new Float64Array(inputs);
  const state = new Float64Array(wide);
  const push = new Float64Array(JOINTS);
  const command = new Float64Array(size);
  const preview = new Float64Array(2 * PREVIEW.length);
  const stateShare = new Float64Array(wide);
  const commandShare = new Float64Array(size);
  const stepTape = new Float64Array(tape);

  let played: Episodes | undefined;
  let ticks = 0;

  const begin = (episodes: Episodes): void => {
    body.rest(state);
    for (let b = 0; b < batch; b++) {
      for (let i = 0; i < 4; i++) state[i] = episodes.start[4 * b + i];
      states.set(state, b * wide);
    }
  };

  /** state ← what the cortex is told of sample b at tick t. */
  const tell = (episodes: Episodes, t: number, b: number): void => {
    const seen = Math.max(0, t - episodes.lag[b]);
    for (let i = 0; i < 4; i++) {
      state[i] =
        states[(seen * batch + b) * wide + i] + episodes.stateNoise[(t * batch + b) * 4 + i];
    }
  };

  const sense = (episodes: Episodes, t: number): void => {
    for (let b = 0; b < batch; b++) {
      tell(episodes, t, b);
      PREVIEW_TICKS.forEach((ahead, k) => {
        const at = (b * episodes.wishLength + t + ahead) * 2;
        preview[2 * k] = episodes.wish[at];
        preview[2 * k + 1] = episodes.wish[at + 1];
      });
      for (let j = 0; j < size; j++) {
        command[j] = t === 0 ? 0 : middle[j] + swing[j] * y[((t - 1) * batch + b) * size + j];
      }
      input.write(x, state, preview, command);
      const row = (t * batch + b) * width;
      for (let i = 0; i < inputs; i++) xh[row + i] = x[i];
    }
  };

  const decide = (t: number): void => {
    const n = t * batch;
    kernels.lstmForward(
      XH + (n + batch) * width + inputs,
      width,
      C + (n + batch) * hidden,
      gates + n * 4 * hidden,
      tanhC + n * hidden,
      XH + n * width,
      C + n * hidden,
      weights.at.lstmWeight,
      weights.at.lstmBias,
      batch,
      inputs,
      hidden,
    );
    for (let b = 0; b < batch; b++) {
      kernels.copy(H + (n + b) * hidden, XH + (n + batch + b) * width + inputs, hidden);
    }
    const { outWeight, outBias } = weights.at;
    kernels.dense(Y + n * size, H + n * hidden, outWeight, outBias, batch, size, hidden);
    kernels.tanh(Y + n * size, batch * size);
  };

  const act = (episodes: Episodes, t: number): void => {
    for (let b = 0; b < batch; b++) {
      const row = t * batch + b;
      for (let j = 0; j < size; j++) {
        const k = row * size + j;
        command[j] = (middle[j] + swing[j] * y[k]) * episodes.gain[k];
      }
      for (let j = 0; j < JOINTS; j++) push[j] = episodes.push[row * JOINTS + j];
      for (let i = 0; i < wide; i++) state[i] = states[row * wide + i];
      body.forward(state, stepTape, command, push);
      tapes.set(stepTape, row * tape);
      states.set(state, (row + batch) * wide);
    }
  };

  const error = makeError(arm);

  /** The cost of sample b after tick t; its gradient with respect to the state is left in `error.g`. */
  const costOf = (episodes: Episodes, t: number, b: number): number => {
    for (let i = 0; i < 4; i++) state[i] = states[((t + 1) * batch + b) * wide + i];
    let cost = error.of(state, episodes.wish, (b * episodes.wishLength + t + 1) * 2, loss.velocity);
    for (let j = 0; j < size; j++) {
      const u = y[(t * batch + b) * size + j];
      const change = t === 0 ? 0 : u - y[((t - 1) * batch + b) * size + j];
      const effort = u + middle[j] / swing[j];
      cost += loss.effort * effort * effort + loss.change * change * change;
    }
    return cost;
  };

  let squares = 0;

  return {
    forward(episodes, horizon) {
      if (episodes.batch !== batch || horizon > Math.min(horizonMax, episodes.horizon)) {
        throw new RangeError(
          `a rollout was made for ${batch} × ${horizonMax} ticks, asked for ${episodes.batch} × ${horizon}`,
        );
      }
      played = episodes;
      ticks = horizon;
      begin(episodes);
      kernels.fill(XH, 0, batch * width);
      kernels.fill(C, 0, batch * hidden);
      let sum = 0;
      squares = 0;
      for (let t = 0; t < ticks; t++) {
        sense(episodes, t);
        decide(t);
        act(episodes, t);
        for (let b = 0; b < batch; b++) {
          sum += costOf(episodes, t, b);
          squares += error.distanceSquared();
        }
      }
      return sum / (ticks * batch);
    },

    backward() {
      if (played === undefined) throw new Error("nothing to walk back: call forward first");
      const share = 1 / (ticks * batch);
      dStates.fill(0, 0, (ticks + 1) * batch * wide);
      dCommandNext.fill(0);
      kernels.fill(dXH, 0, batch * width);
      kernels.fill(dC, 0, batch * hidden);
      for (let t = ticks - 1; t >= 0; t--) {
        for (let b = 0; b < batch; b++) {
          const row = t * batch + b;
          costOf(played, t, b);
          for (let i = 0; i < wide; i++) stateShare[i] = dStates[(row + batch) * wide + i];
          for (let i = 0; i < 4; i++) stateShare[i] += share * error.g[i];
          body.backward(stateShare, commandShare, tapes.subarray(row * tape, (row + 1) * tape));
          for (let i = 0; i < wide; i++) dStates[row * wide + i] += stateShare[i];
          for (let j = 0; j < size; j++) {
            const k = row * size + j;
            const u = y[k];
            const before = t === 0 ? u : y[k - batch * size];
            const after = t === ticks - 1 ? u : y[k + batch * size];
            const smooth = loss.change * (2 * u - before - after);
            const effort = u + middle[j] / swing[j];
            const du =
              swing[j] * (commandShare[j] * played.gain[k] + dCommandNext[b * size + j]) +
              2 * share * (loss.effort * effort + smooth);
            dy[b * size + j] = du * (1 - u * u);
          }
        }
        backThroughCortex(t);
        backThroughInput(played, t);
      }
    },

    trackingError: () => Math.sqrt(squares / Math.max(1, ticks * batch)),
  };

  /** From dY and the gradient that tick t + 1 left in dXH and dC, to dXH and dC of tick t. */
  function backThroughCortex(t: number): void {
    const n = t * batch;
    kernels.denseBackward(
      dH,
      gradient.at.outWeight,
      gradient.at.outBias,
      dY,
      H + n * hidden,
      weights.at.outWeight,
      batch,
      size,
      hidden,
    );
    for (let b = 0; b < batch; b++) {
      kernels.addScaled(dH + b * hidden, 1, dXH + b * width + inputs, hidden);
    }
    kernels.lstmBackward(
      dXH,
      dC,
      gradient.at.lstmWeight,
      gradient.at.lstmBias,
      dGates,
      dH,
      hidden,
      dC,
      gates + n * 4 * hidden,
      tanhC + n * hidden,
      XH + n * width,
      C + n * hidden,
      weights.at.lstmWeight,
      batch,
      inputs,
      hidden,
    );
  }

  /** From dXH to the states that the cortex was told of and to the command before. */
  function backThroughInput(episodes: Episodes, t: number): void {
    dCommand.fill(0);
    for (let b = 0; b < batch; b++) {
      tell(episodes, t, b);
      for (let i = 0; i < inputs; i++) dx[i] = dxh[b * width + i];
      stateShare.fill(0);
      commandShare.fill(0);
      input.backward(stateShare, commandShare, dx, state);
      const seen = Math.max(0, t - episodes.lag[b]);
      for (let i = 0; i < 4; i++) dStates[(seen * batch + b) * wide + i] += stateShare[i];
      for (let j = 0; j < size; j++) dCommand[b * size + j] = commandShare[j];
    }
    dCommandNext.set(dCommand);
  }
}

/** The tracking cost of one state, with its gradient. */
function makeError(arm: Arm) {
  const hand = new Float64Array(2);
  const J = new Float64Array(4);
  const place = new Float64Array(2);
  const speed = new Float64Array(2);
  const g = new Float64Array(4);
  let squared = 0;

  return {
    /** ∂cost/∂state, of the last call of `of`. */
    g,
    distanceSquared: () => squared,

    /** `wish[at]` is the desired position; the desired velocity is its central difference. */
    of(state: Float64Array, wish: Float64Array, at: number, velocityWeight: number): number {
      forwardKinematics(hand, state, arm);
      jacobian(J, state, arm);
      const ex = hand[0] - wish[at];
      const ey = hand[1] - wish[at + 1];
      squared = ex * ex + ey * ey;
      const vx = J[0] * state[2] + J[1] * state[3];
      const vy = J[2] * state[2] + J[3] * state[3];
      const span = 2 * BRAIN_PERIOD;
      const cost =
        placeLoss(place, ex, ey) +
        velocityLoss(
          speed,
          vx - (wish[at + 2] - wish[at - 2]) / span,
          vy - (wish[at + 3] - wish[at - 1]) / span,
          velocityWeight,
        );
      g.fill(0);
      throughHand(g, state, J, place, speed);
      return cost;
    },
  };
}
