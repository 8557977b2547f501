/**
 * Everything that can be chosen about a cortico-cerebellar learner, as plain data.
 *
 * The cortex is a recurrent network with a linear read-out. It learns in windows of a few steps; what
 * happens after a window it cannot know. The cerebellum sees the cortex's state a = [h, c] and
 * predicts the gradient d̂ of the loss to come with respect to it, and the cortex learns from that
 * prediction as if it were the real thing (Pemberton, Boven, Apps & Costa 2021, NeurIPS).
 */
export interface LearnerConfig {
  readonly cortex: CortexConfig;
  /** How words become numbers, where the inputs are words. */
  readonly embedding?: EmbeddingConfig;
  /** Without one, learning is truncated back-propagation through time: the paper's cRNN. */
  readonly cerebellum: CerebellumConfig | "none";
  /** Steps through which the cortex can look back: the window K. "full" is the whole sequence. */
  readonly window: number | "full";
  /** Feedback comes where t mod n = 0, the first step included, or at the last step alone. */
  readonly interval: number | "last";
  /** What the cortex gets of the prediction: g = scale · d̂. */
  readonly syntheticScale: number;
  /** What is taken for the future of the last state: the cerebellum's word for it, or nothing. */
  readonly terminal: "reference" | "zero";
  /** Whether ‖d̂ − d̄‖² is summed or averaged over the batch; over time it is summed. */
  readonly cerebellarLoss: "sum" | "mean";
  /** Also teaches the cerebellum the states inside a window, not only those that begin one. */
  readonly everyTick: boolean;
  /** What mossy fibres carry: the state a, or how far each unit is from its mean, in deviations. */
  readonly mossySignal: "state" | "standard";
  readonly cerebellarRule: CerebellarRule;
  readonly targets: TargetConfig;
  /** One bound for the norm of all gradients, or one for the cortex and one for the cerebellum. */
  readonly clip: "joint" | "separate";
  /** Largest norm of the gradients. */
  readonly clipNorm: number;
  /** When weights change: after the last window of a batch, or after each. */
  readonly update: "batch" | "window";
  readonly adam: AdamConfig;
}

export interface CortexConfig {
  readonly kind: "lstm" | "tanh";
  /** Units. */
  readonly hidden: number;
  /**
   * Bias vectors of the recurrent layer. With two that are always added up, as in PyTorch, both get
   * the same gradient, so that Adam moves their sum twice as far, and the norm counts it twice.
   */
  readonly biases: 1 | 2;
}

/**
 * x₀ = W_f f + b_f of a picture's features f, then x_t = the row of E that belongs to the word read.
 * All of it learns with the cortex. The published decoder has a feature layer that was trained with
 * another one and then kept; ours begins from nothing, so it has to learn.
 */
interface EmbeddingConfig {
  /** Numbers in x. */
  readonly width: number;
}

export interface CerebellumConfig {
  /** Granule cells in each layer of them. */
  readonly granules: number;
  readonly layers: 1 | 2;
  /** Mossy fibres that reach one granule cell of the first layer. */
  readonly fanIn: number | "dense";
  /** "zero" is what a default of the authors' script does: no mossy fibre has any effect at first. */
  readonly mossyFibres: "normal" | "zero";
}

/** What the cerebellum learns to predict. */
type TargetConfig =
  /** d̄ = ∂L/∂a within the window + scale · Jᵀ d̂ at its end, just as the cortex is taught. */
  | { readonly kind: "window" }
  /**
   * The λ-return of gradients, BP(λ) (Pemberton & Costa 2024, TMLR): G at the end of a window of K
   * steps counts as γᴷ ((1 − λ) d̂ + λ G), so that what comes later is heard of beyond any window, and
   * from as far whatever the window. Online, this needs an eligibility trace for every weight; as long
   * as weights do not change it is one walk back.
   */
  | { readonly kind: "bp-lambda"; readonly lambda: number; readonly gamma: number };

/** Which synapses of the cerebellum change, and how far. */
type CerebellarRule =
  /** All of them, a step of Adam at a time. */
  | { readonly kind: "adam" }
  /**
   * Those of parallel fibres on Purkinje cells alone, and at once all the way to the least squared
   * error over the batch, but for a penalty of `ridge` on change: see parallel-fibres.ts.
   */
  | { readonly kind: "projection"; readonly ridge: number };

export interface AdamConfig {
  readonly rate: number;
  /** The cerebellum's own rate. */
  readonly cerebellumRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** The numbers that the learner is told by the task. */
export interface LearnerSizes {
  /** Width of the inputs: with an embedding, of the picture's features. */
  readonly inputs: number;
  /** Width of the answer, or number of classes: with an embedding, of the words that are read, too. */
  readonly outputs: number;
  readonly kind: "values" | "classes";
  /** Most steps and most samples of a batch. */
  readonly steps: number;
  readonly batch: number;
}

/** Numbers in the state a of a cortical unit: h and c of an LSTM, h alone of a tanh unit. */
export const stateWidth = ({ kind, hidden }: CortexConfig): number =>
  kind === "lstm" ? 2 * hidden : hidden;

/** Rows of the recurrent weights: the four gates of an LSTM, i, f, g, o. */
export const gateRows = ({ kind, hidden }: CortexConfig): number =>
  kind === "lstm" ? 4 * hidden : hidden;

/** Numbers that enter the cortex at each step. */
export const corticalInputs = ({ embedding }: LearnerConfig, inputs: number): number =>
  embedding?.width ?? inputs;

/** Steps of a window of a sequence of so many. */
export const windowSteps = ({ window }: Pick<LearnerConfig, "window">, steps: number): number =>
  window === "full" ? steps : Math.min(window, steps);

/** Throws a RangeError that says which choice cannot be, and why. */
export function checkConfig(config: LearnerConfig): void {
  const { cortex, embedding, cerebellum, window, interval, targets, cerebellarRule } = config;
  const count = (name: string, value: number): void => {
    if (!Number.isInteger(value) || value < 1) {
      throw new RangeError(`${name} must be a whole number from 1, is ${value}`);
    }
  };
  count("hidden", cortex.hidden);
  if (embedding) count("embedding", embedding.width);
  if (window !== "full") count("window", window);
  if (interval !== "last") count("interval", interval);
  if (cerebellum !== "none") {
    count("granules", cerebellum.granules);
    if (cerebellum.fanIn !== "dense") count("fanIn", cerebellum.fanIn);
    const fibres = stateWidth(cortex);
    if (cerebellum.fanIn !== "dense" && cerebellum.fanIn > fibres) {
      throw new RangeError(`fanIn is ${cerebellum.fanIn}, but there are ${fibres} mossy fibres`);
    }
  }
  if (cerebellarRule.kind === "projection" && !(cerebellarRule.ridge > 0)) {
    throw new RangeError(`ridge must be above 0, is ${cerebellarRule.ridge}`);
  }
  if (targets.kind === "bp-lambda") {
    if (config.update === "window") {
      throw new RangeError("BP(λ) looks beyond a window, so weights cannot change after each");
    }
    for (const name of ["lambda", "gamma"] as const) {
      const value = targets[name];
      if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} must be in 0…1, is ${value}`);
    }
  }
}
