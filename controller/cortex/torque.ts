export const JOINTS = 2;

/** Bound of the torques that the cortex can command [N·m], shoulder and elbow. */
export const TORQUE_MAX = [5, 4] as const;
