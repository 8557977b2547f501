"""Golden fits of test sheets: machines, what was measured of their dots, and what scipy makes of it. See sheets.json.md."""
import json
import sys
from importlib.metadata import version

import numpy as np
from scipy.optimize import least_squares

RULER = 3e-4
THROUGH = 0.03


def brachiograph(lengths, q):
    l1, l2 = lengths
    return l1 * np.exp(1j * q[0]) + l2 * np.exp(1j * (q[0] + q[1]))


def pantograph(lengths, q):
    """The triangle elbow, elbow, pen by the law of cosines."""
    a1, a2, b1, b2, between = lengths
    left = -between / 2 + a1 * np.exp(1j * q[0])
    right = between / 2 + a2 * np.exp(1j * q[1])
    across = right - left
    d = abs(across)
    corner = np.arccos((d * d + b1 * b1 - b2 * b2) / (2 * d * b1))
    return left + b1 * np.exp(1j * (np.angle(across) + corner))


MACHINES = {
    "brachiograph": (brachiograph, np.array([0.08, 0.08]), np.array([np.pi, -np.pi / 2])),
    "pantograph": (
        pantograph,
        np.array([0.08, 0.08, 0.11, 0.11, 0.03]),
        np.array([5 * np.pi / 6, np.pi / 6]),
    ),
}
PLACES = {
    "brachiograph": [(-0.07 + 0.035 * c, 0.065 + 0.03 * r) for r in range(3) for c in range(4)],
    "pantograph": [(-0.075 + 0.05 * c, 0.06 + 0.04 * r) for r in range(3) for c in range(4)],
}
PLAUSIBLE = [0.035, 0.035, 0.03, 0.03, 0.0175, 0.0175]
PLAUSIBLE_FELT = [0.009, 0.009, 1e-6, 1e-6, 1e-6, 1e-6]
PLAY = 0.0175


def marks(forward, plan, centres, p, angles, approach):
    n = len(plan)
    lengths = plan + p[:n]
    o, g, b = p[n : n + 2], p[n + 2 : n + 4], p[n + 4 : n + 6]
    way = np.clip(approach / THROUGH, -1, 1)
    middle = centres + (1 + g) * (angles - centres) + o
    return forward(lengths, middle - way * b / 2), forward(lengths, middle + way * b / 2)


def inverse(forward, lengths, q0, place):
    """Angles for a place, from those of a place near by."""
    off = lambda q: (lambda z: [z.real - place[0], z.imag - place[1]])(forward(lengths, q))
    return least_squares(off, q0, xtol=1e-15, ftol=1e-15, gtol=1e-15).x


def case(name, seed, felt, with_distances):
    forward, plan, centres = MACHINES[name]
    n = len(plan)
    rng = np.random.default_rng(seed)
    real = np.concatenate(
        [
            rng.uniform(-1e-3, 1e-3, n),
            rng.uniform(-0.05, 0.05, 2) * (0.15 if felt else 1),
            rng.uniform(-0.03, 0.03, 2) * (not felt),
            rng.uniform(0.01, 0.03, 2) * (not felt),
        ]
    )
    dots = []
    for place in PLACES[name]:
        there = inverse(forward, plan, centres, place)
        before = inverse(forward, plan, centres, np.array(place) - 0.01)
        first, second = marks(forward, plan, centres, real, there, there - before)
        noise = 2e-4 * rng.standard_normal(3)
        mean = (first + second) / 2
        dot = {
            "angles": there.tolist(),
            "approach": (there - before).tolist(),
            "x": mean.real + noise[0],
            "y": mean.imag + noise[1],
        }
        if with_distances:
            dot["apart"] = abs(abs(first - second) + noise[2])
        dots.append(dot)

    plausible = np.array([1e-3] * n + (PLAUSIBLE_FELT if felt else PLAUSIBLE))
    likely = np.zeros(n + 6)
    if with_distances and not felt:
        likely[n + 4 :] = PLAY

    def residuals(scaled):
        p = scaled * plausible
        off = []
        for dot in dots:
            first, second = marks(
                forward, plan, centres, p, np.array(dot["angles"]), np.array(dot["approach"])
            )
            mean = (first + second) / 2
            off += [(mean.real - dot["x"]) / RULER, (mean.imag - dot["y"]) / RULER]
            if with_distances and not felt:
                off.append((abs(first - second) - dot["apart"]) / RULER)
        return np.concatenate([off, scaled - likely / plausible])

    found = least_squares(
        residuals, likely / plausible, jac="3-point", method="lm", xtol=1e-15, ftol=1e-15, gtol=1e-15
    )
    spreads = plausible * np.sqrt(np.diag(np.linalg.inv(found.jac.T @ found.jac)))
    return {
        "machine": name,
        "felt": felt,
        "dots": dots,
        "real": real.tolist(),
        "found": (found.x * plausible).tolist(),
        "spreads": spreads[:n].tolist(),
    }


json.dump(
    {
        "made": f"python {sys.version.split()[0]}, scipy {version('scipy')}, numpy {version('numpy')}",
        "cases": [
            case(name, seed, felt, distances)
            for name in MACHINES
            for seed, felt, distances in [(1, False, True), (2, False, False), (3, True, True)]
        ],
    },
    sys.stdout,
    indent=1,
)
