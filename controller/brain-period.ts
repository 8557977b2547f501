/** Time between two decisions of the brain [s]: what the cortex is trained at, and has to run at. */
export const BRAIN_PERIOD = 0.01;
