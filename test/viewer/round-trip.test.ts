import { expect, it } from "vitest";
import { RoundTrip } from "../../viewer/wire/round-trip.ts";

it("says nothing before the first answer", () => {
  expect(new RoundTrip().medianMs).toBeUndefined();
});

it("is not impressed by one late answer, but follows a slow link", () => {
  const trip = new RoundTrip();
  for (const ms of [2, 3, 2, 250, 2]) trip.add(ms);
  expect(trip.medianMs).toBe(2);
  for (const ms of [80, 82, 81]) trip.add(ms);
  expect(trip.medianMs).toBe(81);
});
