/** All that can be asked, in the order of the report. */
import { captionsStudy } from "./studies/captions.ts";
import { controlsStudy } from "./studies/controls.ts";
import { digitStudy } from "./studies/digits.ts";
import { granuleLayerStudy } from "./studies/granule-layer.ts";
import { insideStudy } from "./studies/inside.ts";
import { intervalsStudy } from "./studies/intervals.ts";
import { lesionsStudy } from "./studies/lesions.ts";
import { lineDrawingStudy } from "./studies/line-drawing.ts";
import { scaleStudy } from "./studies/scale.ts";
import { targetReachingStudy } from "./studies/target-reaching.ts";
import { variantsStudy } from "./studies/variants.ts";
import { windowsStudy } from "./studies/windows.ts";
import type { Study } from "./study.ts";

export const studies: readonly Study[] = [
  lineDrawingStudy,
  insideStudy,
  windowsStudy,
  intervalsStudy,
  lesionsStudy,
  granuleLayerStudy,
  scaleStudy,
  controlsStudy,
  variantsStudy,
  targetReachingStudy,
  digitStudy("digit-line-drawing"),
  digitStudy("digit-drawing"),
  digitStudy("digit-discrimination"),
  captionsStudy,
];
