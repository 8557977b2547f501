import { describe, expect, test } from "vitest";
import { hostCheck } from "../../bridge/server/host-check.ts";

const names = ["Arm.lan", "arm.example:443", "localhost:5173"];
const check = hostCheck("127.0.0.1", 8080, names);

describe("Host", () => {
  test.each(["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:8080", "arm.lan:8080"])(
    "%s is this server",
    (host) => expect(check.admitsHost(host)).toBe(true),
  );

  test.each([
    undefined,
    "",
    "localhost",
    "localhost:8081",
    "localhost:80800",
    "evil.example:8080",
    "localhost.evil.example:8080",
    "user@localhost:8080",
    "localhost:8080@evil.example",
    "127.0.0.1.:8080",
    "127.1:8080",
    "0.0.0.0:8080",
    "arm.lan:81",
  ])("%s is not", (host) => expect(check.admitsHost(host)).toBe(false));
});

describe("Origin", () => {
  test.each([
    undefined,
    "http://localhost:8080",
    "http://127.0.0.1:8080",
    "http://[::1]:8080",
    "http://arm.lan:8080",
    "https://arm.example",
    "http://localhost:5173",
  ])("%s may connect", (origin) => expect(check.admitsOrigin(origin)).toBe(true));

  test.each([
    "",
    "null",
    "http://localhost",
    "http://localhost:8081",
    "http://evil.example:8080",
    "http://evil.example",
    "http://arm.example",
    "file://",
    "http://localhost:8080.evil.example",
    "chrome-extension://localhost:8080",
  ])("%s may not", (origin) => expect(check.admitsOrigin(origin)).toBe(false));
});

test("on port 80 a browser leaves the port out", () => {
  const on80 = hostCheck("127.0.0.1", 80, []);
  expect(on80.admitsHost("localhost")).toBe(true);
  expect(on80.admitsOrigin("http://localhost")).toBe(true);
});

test("an address that the server was told to listen on is its name, a wildcard is not", () => {
  expect(hostCheck("192.168.1.7", 8080, []).admitsHost("192.168.1.7:8080")).toBe(true);
  expect(hostCheck("fe80::1", 8080, []).admitsHost("[fe80::1]:8080")).toBe(true);
  expect(hostCheck("0.0.0.0", 8080, []).admitsHost("0.0.0.0:8080")).toBe(false);
});

describe("a server that listens on all addresses", () => {
  const addresses: string[] = [];
  const everywhere = hostCheck("0.0.0.0", 8080, [], () => addresses);

  test("goes by those that this machine has by now, and by no other", () => {
    expect(everywhere.admitsHost("192.168.1.7:8080")).toBe(false);
    addresses.push("192.168.1.7", "[fd00::7]");
    for (const name of ["192.168.1.7:8080", "[fd00::7]:8080"]) {
      expect(everywhere.admitsHost(name)).toBe(true);
      expect(everywhere.admitsOrigin(`http://${name}`)).toBe(true);
    }
    expect(everywhere.admitsHost("192.168.1.7")).toBe(false);
    expect(everywhere.admitsHost("192.168.1.8:8080")).toBe(false);
    expect(everywhere.admitsOrigin("http://192.168.1.7:8081")).toBe(false);
  });

  test("still goes by no name that it was not told", () => {
    expect(everywhere.admitsHost("evil.example:8080")).toBe(false);
    expect(everywhere.admitsOrigin("http://evil.example:8080")).toBe(false);
  });

  test("does not lend its addresses to one that listens on 127.0.0.1", () => {
    expect(hostCheck("127.0.0.1", 8080, [], () => addresses).admitsHost("192.168.1.7:8080")).toBe(
      false,
    );
  });
});
