import type { NetworkInterfaceInfo } from "node:os";
import { expect, test } from "vitest";
import { ownAddresses } from "../../bridge/server/own-addresses.ts";

const at = (address: string, internal = false): NetworkInterfaceInfo => {
  const common = { address, internal, netmask: "", mac: "", cidr: null };
  return address.includes(":")
    ? { ...common, family: "IPv6", scopeid: 0 }
    : { ...common, family: "IPv4" };
};

const interfaces = {
  lo: [at("127.0.0.1", true), at("::1", true)],
  wifi: [at("192.168.1.7"), at("fd00::7"), at("fe80::1")],
  gone: undefined,
};

test("what listens on all of IPv4 is found at its addresses", () => {
  expect(ownAddresses("0.0.0.0", interfaces)).toEqual(["192.168.1.7"]);
});

test("what listens on all of IPv6 is found at both kinds, but not where a link is to be named", () => {
  expect(ownAddresses("::", interfaces)).toEqual(["192.168.1.7", "[fd00::7]"]);
});
