import { PerspectiveCamera, Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { Camera } from "../../viewer/scene/camera.ts";
import {
  FIELD_OF_VIEW,
  frameSubject,
  type Lens,
  toPlane,
  toScreen,
} from "../../viewer/scene/lens.ts";

const screen = { width: 1100, height: 900 };
const lenses: Lens[] = [
  { focusX: 0, focusY: 0.3, azimuth: 0, tilt: 0, distance: 1.6 },
  { focusX: 0.1, focusY: 0.25, azimuth: 0, tilt: 0.4, distance: 1.8 },
  { focusX: -0.05, focusY: 0.35, azimuth: -0.7, tilt: 1, distance: 2 },
];

describe("the lens", () => {
  it("finds the place again that it showed", () => {
    for (const lens of lenses) {
      for (const [x, y] of [
        [0, 0],
        [0.15, 0.42],
        [-0.2, 0.6],
      ] as const) {
        const spot = toScreen({ x: 0, y: 0 }, [x, y, 0], lens, screen);
        const place = toPlane({ x: 0, y: 0 }, spot.x, spot.y, lens, screen);
        expect([place.x, place.y]).toBeNear([x, y], { atol: 1e-12 });
      }
    }
  });

  it("shows the focus in the middle, x to the right and y upwards", () => {
    const [lens] = lenses;
    const middle = toScreen({ x: 0, y: 0 }, [0, 0.3, 0], lens, screen);
    expect([middle.x, middle.y]).toBeNear([550, 450], { atol: 1e-9 });
    const further = toScreen({ x: 0, y: 0 }, [0.1, 0.4, 0], lens, screen);
    expect(further.x).toBeGreaterThan(550);
    expect(further.y).toBeLessThan(450);
  });

  it("agrees with the camera that draws", () => {
    for (const lens of lenses) {
      const view = new Camera(false);
      view.resize(screen, { top: 0, right: 0, bottom: 0, left: 0 });
      view.orbit(lens.azimuth, lens.tilt);
      view.update(1);
      expect(view.camera).toBeInstanceOf(PerspectiveCamera);
      expect(view.camera.fov).toBeCloseTo((FIELD_OF_VIEW * 180) / Math.PI, 9);
      view.camera.updateMatrixWorld(true);
      const point = new Vector3(0.12, 0.5, 0.02);
      const spot = toScreen({ x: 0, y: 0 }, [point.x, point.y, point.z], view.lens, screen);
      point.project(view.camera);
      const drawn = [550 * (1 + point.x), 450 * (1 - point.y)];
      expect([spot.x, spot.y]).toBeNear(drawn, { atol: 1e-6 });
    }
  });

  it("frames its subject inside the margins, as large as it fits", () => {
    const subject = { left: -0.2, right: 0.3, near: -0.05, far: 0.6 };
    const margins = { top: 60, right: 20, bottom: 40, left: 30 };
    for (const lens of lenses) {
      const framed = { ...lens };
      frameSubject(framed, subject, margins, screen);
      const xs: number[] = [];
      const ys: number[] = [];
      for (const x of [subject.left, subject.right]) {
        for (const y of [subject.near, subject.far]) {
          const spot = toScreen({ x: 0, y: 0 }, [x, y, 0], framed, screen);
          xs.push(spot.x);
          ys.push(spot.y);
        }
      }
      const gaps = [
        Math.min(...xs) - 30,
        1080 - Math.max(...xs),
        Math.min(...ys) - 60,
        860 - Math.max(...ys),
      ];
      expect(Math.min(...gaps)).toBeGreaterThan(-1);
      expect(Math.min(...gaps)).toBeLessThan(1);
    }
  });
});
