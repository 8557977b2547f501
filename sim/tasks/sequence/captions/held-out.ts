/** Keeps some pictures back, with all that is said of them, for a decoder to be judged by. */
import type { CaptionSet } from "./caption-batches.ts";

/** Every `nth` picture is held out. */
export function heldOut(
  set: CaptionSet,
  nth: number,
): { readonly training: CaptionSet; readonly validation: CaptionSet } {
  const part = (isHeldOut: boolean): CaptionSet => ({
    ...set,
    captions: set.captions.filter(({ picture }) => (picture % nth === nth - 1) === isHeldOut),
  });
  return { training: part(false), validation: part(true) };
}
