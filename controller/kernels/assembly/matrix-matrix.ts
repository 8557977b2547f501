/**
 * A matrix times a matrix: C ← C + A B in its three forms, C [m × n].
 *
 * All are one loop over blocks of C, four rows by eight columns, which stay in eight registers while
 * a column of A and a row of B stream past. The forms differ in strides alone: those of A are free,
 * so A and Aᵀ are the same to it, and B comes in panels of eight columns, whose rows are apart by the
 * width of the matrix or, where B had to be transposed first, by those eight.
 */
import { addTransposedProduct, matrixVector } from "./matrix-vector";
import { V, addScaled, storePart } from "./vectors";

/** Rows and columns of a block of C. */
const ROWS: i32 = 4;
const COLUMNS: i32 = 8;

/** Bytes kept at the start of memory for B transposed: small enough to stay in the cache. */
export const SCRATCH: usize = 1 << 16;

/** Rows of B that are transposed at once, so that at least two panels fit. */
const DEEPEST: i32 = 1024;

/**
 * Of A and B, what is gone through at once: as much as stays in the cache, to be used again there. No
 * batch of the paper's tasks is deeper (28 steps of 50 digits), so their sums are made in one piece.
 */
const TALL: i32 = 64;
const DEEP: i32 = 1408;

/** C ← C + A B, with A [m × k], B [k × n]. */
export function addProduct(C: usize, A: usize, B: usize, m: i32, n: i32, k: i32): void {
  const rowOfC = (<usize>n) << 2;
  const rowOfA = (<usize>k) << 2;
  if (m < ROWS) {
    for (; m > 0; m--, C += rowOfC, A += rowOfA) addTransposedProduct(C, B, A, k, n);
  } else {
    addTiles(C, rowOfC, A, rowOfA, 4, B, m, n, k);
  }
}

/** C ← C + Aᵀ B, with A [k × m], B [k × n]. */
export function addProductAt(C: usize, A: usize, B: usize, m: i32, n: i32, k: i32): void {
  const rowOfC = (<usize>n) << 2;
  const rowOfA = (<usize>m) << 2;
  if (k < ROWS) {
    for (; k > 0; k--, A += rowOfA, B += rowOfC) {
      for (let i = 0; i < m; i++) {
        addScaled(C + <usize>i * rowOfC, load<f32>(A + ((<usize>i) << 2)), B, n);
      }
    }
  } else {
    addTiles(C, rowOfC, A, 4, rowOfA, B, m, n, k);
  }
}

/** C ← C + A Bᵀ, with A [m × k], B [n × k]. */
export function addProductBt(C: usize, A: usize, B: usize, m: i32, n: i32, k: i32): void {
  const rowOfC = (<usize>n) << 2;
  const rowOfA = (<usize>k) << 2;
  if (m <= ROWS) {
    for (; m > 0; m--, C += rowOfC, A += rowOfA) matrixVector(C, C, B, A, n, k);
    return;
  }
  for (let p = 0; p < k; p += DEEPEST) {
    const depth = min(k - p, DEEPEST);
    const width = (<i32>(SCRATCH >> 2) / depth) & -COLUMNS;
    const panel = (<usize>depth) * 2 * V;
    for (let j = 0; j < n; j += width) {
      const columns = min(n - j, width);
      const from = (<usize>p) << 2;
      packTransposed(B + <usize>j * rowOfA + from, rowOfA, columns, depth);
      const at = C + ((<usize>j) << 2);
      addBlocks(at, rowOfC, A + from, rowOfA, 4, 0, 2 * V, panel, m, columns, depth);
    }
  }
}

/**
 * Writes the transpose of B [n × k] into the scratch memory, in panels of eight columns, each [k × 8].
 * What lies in the missing columns of the last panel is left as it was.
 */
function packTransposed(B: usize, rowOfB: usize, n: i32, k: i32): void {
  const panel = (<usize>k) * 2 * V;
  for (let j = 0; j < n; j++, B += rowOfB) {
    let to = <usize>(j >> 3) * panel + (<usize>(j & 7) << 2);
    for (let p = 0; p < k; p++, to += 2 * V) {
      store<f32>(to, load<f32>(B + ((<usize>p) << 2)));
    }
  }
}

/** C ← C + A B tile by tile, B as it lies there, as wide as C; strides as below. */
function addTiles(
  C: usize, rowOfC: usize, A: usize, rowOfA: usize, alongA: usize, B: usize,
  m: i32, n: i32, k: i32,
): void {
  for (let p = 0; p < k; p += DEEP) {
    const depth = min(k - p, DEEP);
    const b = B + <usize>p * rowOfC;
    for (let i = 0; i < m; i += TALL) {
      const c = C + <usize>i * rowOfC;
      const a = A + <usize>i * rowOfA + <usize>p * alongA;
      addBlocks(c, rowOfC, a, rowOfA, alongA, b, rowOfC, 2 * V, min(m - i, TALL), n, depth);
    }
  }
}

/** C ← C + A B, with strides in bytes: from row to row of C, A, B, along A, from panel to panel of B. */
function addBlocks(
  C: usize, rowOfC: usize,
  A: usize, rowOfA: usize, alongA: usize,
  B: usize, rowOfB: usize, panelOfB: usize,
  m: i32, n: i32, k: i32,
): void {
  for (; n > 0; n -= COLUMNS, C += 2 * V, B += panelOfB) {
    let c = C;
    let a = A;
    for (let rows = m; rows > 0; rows -= ROWS, c += rowOfC << 2, a += rowOfA << 2) {
      if (n > 4) addBlock8(c, rowOfC, a, rowOfA, alongA, B, rowOfB, rows, n, k);
      else addBlock4(c, rowOfC, a, rowOfA, alongA, B, rowOfB, rows, n, k);
    }
  }
}

/** A block of up to 4 × 8. Where rows are missing the last stands in for them and is not stored. */
// @ts-ignore: decorator
@inline
function addBlock8(
  C: usize, rowOfC: usize, A: usize, rowOfA: usize, alongA: usize, B: usize, rowOfB: usize,
  rows: i32, columns: i32, k: i32,
): void {
  let a0 = A;
  let a1 = rows > 1 ? a0 + rowOfA : a0;
  let a2 = rows > 2 ? a1 + rowOfA : a1;
  let a3 = rows > 3 ? a2 + rowOfA : a2;
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
  let d0 = c0, d1 = c0, d2 = c0, d3 = c0;
  for (; k > 0; k--) {
    const b = v128.load(B);
    const e = v128.load(B, 16);
    let a = v128.load32_splat(a0);
    c0 = f32x4.add(c0, f32x4.mul(a, b));
    d0 = f32x4.add(d0, f32x4.mul(a, e));
    a = v128.load32_splat(a1);
    c1 = f32x4.add(c1, f32x4.mul(a, b));
    d1 = f32x4.add(d1, f32x4.mul(a, e));
    a = v128.load32_splat(a2);
    c2 = f32x4.add(c2, f32x4.mul(a, b));
    d2 = f32x4.add(d2, f32x4.mul(a, e));
    a = v128.load32_splat(a3);
    c3 = f32x4.add(c3, f32x4.mul(a, b));
    d3 = f32x4.add(d3, f32x4.mul(a, e));
    B += rowOfB;
    a0 += alongA;
    a1 += alongA;
    a2 += alongA;
    a3 += alongA;
  }
  addEight(C, c0, d0, columns);
  if (rows > 1) addEight(C + rowOfC, c1, d1, columns);
  if (rows > 2) addEight(C + 2 * rowOfC, c2, d2, columns);
  if (rows > 3) addEight(C + 3 * rowOfC, c3, d3, columns);
}

/** The same for a last panel of no more than four columns. */
// @ts-ignore: decorator
@inline
function addBlock4(
  C: usize, rowOfC: usize, A: usize, rowOfA: usize, alongA: usize, B: usize, rowOfB: usize,
  rows: i32, columns: i32, k: i32,
): void {
  let a0 = A;
  let a1 = rows > 1 ? a0 + rowOfA : a0;
  let a2 = rows > 2 ? a1 + rowOfA : a1;
  let a3 = rows > 3 ? a2 + rowOfA : a2;
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
  for (; k > 0; k--) {
    const b = v128.load(B);
    c0 = f32x4.add(c0, f32x4.mul(v128.load32_splat(a0), b));
    c1 = f32x4.add(c1, f32x4.mul(v128.load32_splat(a1), b));
    c2 = f32x4.add(c2, f32x4.mul(v128.load32_splat(a2), b));
    c3 = f32x4.add(c3, f32x4.mul(v128.load32_splat(a3), b));
    B += rowOfB;
    a0 += alongA;
    a1 += alongA;
    a2 += alongA;
    a3 += alongA;
  }
  addFour(C, c0, columns);
  if (rows > 1) addFour(C + rowOfC, c1, columns);
  if (rows > 2) addFour(C + 2 * rowOfC, c2, columns);
  if (rows > 3) addFour(C + 3 * rowOfC, c3, columns);
}

// @ts-ignore: decorator
@inline
function addEight(C: usize, c: v128, d: v128, columns: i32): void {
  v128.store(C, f32x4.add(v128.load(C), c));
  addFour(C + V, d, columns - 4);
}

// @ts-ignore: decorator
@inline
function addFour(C: usize, c: v128, columns: i32): void {
  storePart(C, f32x4.add(v128.load(C), c), columns);
}
