/**
 * What can be wrong with a cerebellum, as a dial with several knobs: plain numbers that may be turned
 * while the loop runs. What each is to look like is said in docs/lesions.md.
 */
export interface Lesion {
  /** Share of Purkinje cells lost: what was learnt counts for so much less, 0…1. */
  purkinje: number;
  /** Share of the read-out's fibres that are silent, 0…1: always the same ones first. */
  fibres: number;
  /** The senses are taken to be so many times as old as they are; 1 is right. */
  horizon: number;
  /** The limb is taken to be so many times as heavy as it is; 1 is right. */
  inertia: number;
  /** White noise of the estimate, in multiples of 1 mrad and 20 mrad/s. */
  noise: number;
}

export const noLesion = (): Lesion => ({
  purkinje: 0,
  fibres: 0,
  horizon: 1,
  inertia: 1,
  noise: 0,
});

/** Standard deviation of the noise at 1: that of the senses, joint angles [rad], velocities [rad/s]. */
export const NEURAL_NOISE = [0.001, 0.001, 0.02, 0.02] as const;

/**
 * Whether fibre `i` is silent where a share `lost` is: by multiples of the golden ratio, whose
 * fractional parts are spread evenly whatever the share.
 */
export const isSilent = (i: number, lost: number): boolean =>
  lost > 0 && ((i + 1) * 0.6180339887498949) % 1 < lost;
