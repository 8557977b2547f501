/**
 * The arithmetic of the brain: what a network needs to run, to learn, and nothing else.
 *
 * All tensors live in one block of memory. A tensor is an `Offset` into it, counted in elements, and
 * every matrix is row-major. Two implementations share this contract: plain TypeScript on Float64,
 * which is the specification, and AssemblyScript SIMD on Float32. Both are real-time safe once the
 * memory is allocated: no method but `allocate` and `view` makes an object.
 *
 * Outputs come first, then inputs, then sizes. A gradient is named d + what it is the gradient of.
 * Every `…Backward` *adds* into the gradients of weights and *assigns* the gradients of activations.
 * No output may overlap an input, except where a method says so.
 */
export interface Kernels {
  readonly name: "wasm-simd" | "typescript";

  /** Reserves `count` zeroed elements, for good; throws a RangeError when the memory is used up. */
  allocate(count: number): Offset;
  /** The elements themselves, shared and not copied; valid for ever, for the memory never grows. */
  view(at: Offset, count: number): Real;

  /** x ← value, for x [n]. */
  fill(x: Offset, value: number, n: number): void;
  /** y ← x, for [n]. */
  copy(y: Offset, x: Offset, n: number): void;
  /** y ← y + a x, for [n]. */
  addScaled(y: Offset, a: number, x: Offset, n: number): void;

  /** y ← W x + b, with W [rows × cols]: `gemv`. */
  affine(y: Offset, W: Offset, x: Offset, b: Offset, rows: number, cols: number): void;
  /** y ← y + Wᵀ x, with W [rows × cols]. */
  addTransposedProduct(y: Offset, W: Offset, x: Offset, rows: number, cols: number): void;

  /** C ← C + A B, with C [m × n], A [m × k], B [k × n]. */
  addProduct(C: Offset, A: Offset, B: Offset, m: number, n: number, k: number): void;
  /** C ← C + A Bᵀ, with C [m × n], A [m × k], B [n × k]. */
  addProductBt(C: Offset, A: Offset, B: Offset, m: number, n: number, k: number): void;
  /** C ← C + Aᵀ B, with C [m × n], A [k × m], B [k × n]. */
  addProductAt(C: Offset, A: Offset, B: Offset, m: number, n: number, k: number): void;

  /** Y ← X Wᵀ + b for a batch: Y [batch × rows], X [batch × cols], W [rows × cols], b [rows]. */
  dense(
    Y: Offset,
    X: Offset,
    W: Offset,
    b: Offset,
    batch: number,
    rows: number,
    cols: number,
  ): void;
  /** dX ← dY W, dW ← dW + dYᵀ X, db ← db + Σ dY. Pass dX = −1 where nobody needs it. */
  denseBackward(
    dX: Offset,
    dW: Offset,
    db: Offset,
    dY: Offset,
    X: Offset,
    W: Offset,
    batch: number,
    rows: number,
    cols: number,
  ): void;

  /** y ← max(0, y), for [n], in place. */
  relu(y: Offset, n: number): void;
  /** dy ← dy where y > 0, else 0, for [n], in place; y is what `relu` left. */
  reluBackward(dy: Offset, y: Offset, n: number): void;
  /** y ← tanh(y), for [n], in place. */
  tanh(y: Offset, n: number): void;

  /**
   * One step of an LSTM (Hochreiter & Schmidhuber 1997; Gers 2000) for a batch.
   *
   *   (i, f, g, o) = (σ, σ, tanh, σ)(W [x; h] + b)      W [4H × (I + H)], b [4H], gates in that order
   *   c′ = f ⊙ c + i ⊙ g                                  h′ = o ⊙ tanh c′
   *
   * XH [batch × (I + H)] holds input and state side by side, one row a sample. `gates` [batch × 4H]
   * and `tanhC` [batch × H] receive the activations that the way back needs. hNext is written with
   * row stride `hStride` ≥ H, so that it can go straight into the XH of the next step.
   * c and cNext [batch × H] may be the same.
   */
  lstmForward(
    hNext: Offset,
    hStride: number,
    cNext: Offset,
    gates: Offset,
    tanhC: Offset,
    XH: Offset,
    c: Offset,
    W: Offset,
    b: Offset,
    batch: number,
    inputs: number,
    hidden: number,
  ): void;
  /**
   * The way back through that step: from dhNext [batch × H, stride `hStride`] and dcNext [batch × H]
   * to dXH [batch × (I + H)] and dc [batch × H] (assigned), dW and db (added).
   * `dGates` [batch × 4H] is scratch. dc and dcNext may be the same.
   */
  lstmBackward(
    dXH: Offset,
    dc: Offset,
    dW: Offset,
    db: Offset,
    dGates: Offset,
    dhNext: Offset,
    hStride: number,
    dcNext: Offset,
    gates: Offset,
    tanhC: Offset,
    XH: Offset,
    c: Offset,
    W: Offset,
    batch: number,
    inputs: number,
    hidden: number,
  ): void;

  /** Σ x², for x [n]; summed so that a million elements lose nothing that matters. */
  sumOfSquares(x: Offset, n: number): number;
  /**
   * One step of Adam (Kingma & Ba 2015, Algorithm 1) on n weights, with gradients multiplied by
   * `scale` first (1, or less where their norm is clipped). `step` counts from 1.
   */
  adam(
    w: Offset,
    g: Offset,
    m: Offset,
    v: Offset,
    n: number,
    rate: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    step: number,
    scale: number,
  ): void;
}

/** Where a tensor begins, counted in elements from the start of a kernel's memory. */
export type Offset = number;

/** A stretch of a kernel's memory. Read and written element by element, at the edges only. */
export type Real = Float32Array | Float64Array;
