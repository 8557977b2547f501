/**
 * Reproducible randomness: sfc32 (Doty-Humphrey, PractRand), 128 bits of state, seeded through
 * splitmix32 so that neighbouring seeds have nothing in common.
 */

/** Draws that a seed determines. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Normal with mean 0 and standard deviation 1 (Box & Muller 1958). */
  normal(): number;
  /** Fills `out` with draws of `normal`. Real-time safe: no number has to be boxed on its way. */
  normals(out: Float64Array): void;
  /** The state, for `restore`. */
  save(): number[];
  /** Goes on where a generator was when it was saved. */
  restore(state: readonly number[]): void;
}

/** The generator for `seed`, an integer. */
export function makeRandom(seed: number): Random {
  const s = new Uint32Array(5);
  seedBySplitmix(s, seed);

  const uniform = (): number => {
    advance(s);
    return s[4] / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) uniform();

  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

  return {
    uniform,
    normal,
    normals(out) {
      for (let i = 0; i < out.length; i++) {
        advance(s);
        out[i] = Math.sqrt(-2 * Math.log(1 - s[4] / 2 ** 32));
        advance(s);
        out[i] *= Math.cos((2 * Math.PI * s[4]) / 2 ** 32);
      }
    },
    save: () => [...s.subarray(0, 4)],
    restore: (state) => s.set(state),
  };
}

/** One step of sfc32 on s[0…3]; its output goes to s[4]. */
function advance(s: Uint32Array): void {
  const t = (s[0] + s[1] + s[3]) | 0;
  s[3]++;
  s[0] = s[1] ^ (s[1] >>> 9);
  s[1] = s[2] + (s[2] << 3);
  s[2] = ((s[2] << 21) | (s[2] >>> 11)) + t;
  s[4] = t;
}

function seedBySplitmix(s: Uint32Array, seed: number): void {
  let z = seed | 0;
  for (let i = 0; i < 4; i++) {
    z = (z + 0x9e3779b9) | 0;
    let t = z ^ (z >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    s[i] = t ^ (t >>> 15);
  }
}
