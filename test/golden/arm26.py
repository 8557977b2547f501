"""Golden trajectories of MotorNet's Arm26. See arm26.json.md."""
import json
import sys
from importlib.metadata import version

import motornet as mn
import numpy as np
import torch

torch.set_default_dtype(torch.float64)

STEP = 0.00005
HOLD = 0.1
SAMPLE = 0.02
HOLDS = 12
# Excitations in these proportions keep the arm about where it is, far from the ends of its joints.
BALANCE = np.array([1, 0.65, 0.7, 1, 1, 0.65])


def patterns():
    """Name, joint angles at the start [rad], excitations [12 x 6]."""
    yield "nothing", [0.9, 1.4], np.zeros((HOLDS, 6))
    yield "all a little", [1.1, 1.2], np.tile(0.1 * BALANCE, (HOLDS, 1))
    yield "all at once", [0.7, 1.5], np.tile(0.9 * BALANCE, (HOLDS, 1))
    turns = np.tile(0.05 * BALANCE, (HOLDS, 1))
    for k in range(HOLDS):
        turns[k, [0, 1, 2, 3, 4, 5][k % 6]] += 0.15
    yield "one after the other", [0.9, 1.4], turns
    reach = np.tile(0.05 * BALANCE, (HOLDS, 1))
    reach[1, [0, 3, 5]] = [0.5, 0.3, 0.1]
    reach[2:4, [1, 2, 4]] = [0.25, 0.15, 0.15]
    reach[4:] = 0.15 * BALANCE
    yield "a reach and a stop", [0.8, 1.5], reach
    rng = np.random.default_rng(26)
    for k in range(3):
        drawn = BALANCE * (0.05 + 0.4 * rng.random((HOLDS, 6)) ** 2)
        yield f"at random, {k + 1}", [0.9 + 0.1 * k, 1.5 - 0.1 * k], drawn.round(3)


def play(starts, excitations, step):
    """Joints, activations and forces at the end of each SAMPLE, [samples x patterns x ...]."""
    arm = mn.effector.RigidTendonArm26(
        muscle=mn.muscle.RigidTendonHillMuscleThelen(),
        timestep=step,
        integration_method="rk4",
    ).double()
    rest = np.concatenate([starts, np.zeros_like(starts)], axis=1)
    arm.reset(options={"joint_state": torch.tensor(rest), "batch_size": len(rest)})
    for name in arm.states:
        arm.states[name] = arm.states[name].double()
    samples = []
    for k in range(1, round(HOLDS * HOLD / step) + 1):
        arm.step(torch.tensor(excitations[:, int((k - 1) * step / HOLD + 1e-9)]))
        if k % round(SAMPLE / step) == 0:
            muscle = arm.states["muscle"]
            samples.append([arm.states["joint"].numpy(), muscle[:, 0].numpy(), muscle[:, -1].numpy()])
    return [np.stack(rows) for rows in zip(*samples)]


def listed(rows, digits):
    return [[float(f"{value:.{digits}g}") for value in row] for row in rows]


names, starts, excitations = zip(*patterns())
starts = np.array(starts)
excitations = np.array(excitations)
step = float(sys.argv[1]) if len(sys.argv) > 1 else STEP
fine = play(starts, excitations, step)
coarse = play(starts, excitations, 2 * step)
# Errors of MotorNet's steps are of first order, so that this leaves those of second order.
joints, activations, forces = (2 * one - two for one, two in zip(fine, coarse))
for k, name in enumerate(names):
    angles = joints[:, k, :2]
    apart = np.abs(fine[0] - coarse[0])[:, k, :2].max()
    print(f"{name}: {angles.min(0)} to {angles.max(0)}, {apart:.1e} rad apart", file=sys.stderr)
json.dump(
    {
        "made": f"motornet {version('motornet')}, torch {torch.__version__.split('+')[0]}",
        "hold": HOLD,
        "sample": SAMPLE,
        "cases": [
            {
                "name": name,
                "start": starts[k].tolist(),
                "excitations": listed(excitations[k], 6),
                "joints": listed(joints[:, k], 8),
                "activations": listed(activations[:, k], 6),
                "forces": listed(forces[:, k], 7),
            }
            for k, name in enumerate(names)
        ],
    },
    sys.stdout,
    separators=(",", ":"),
)
