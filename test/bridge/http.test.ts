import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { emptyFolder, serverForTest } from "./with-server.ts";

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** fetch would tidy up the path and the Host. */
function ask(port: number, path: string, headers = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body }),
      );
    });
    asked.on("error", reject);
    asked.end();
  });
}

function builtViewer(): string {
  const root = join(emptyFolder(), "viewer");
  mkdirSync(join(root, "assets"), { recursive: true });
  writeFileSync(join(root, "index.html"), "<!doctype html><title>viewer</title>");
  writeFileSync(join(root, "assets", "main-1a2b3c4d.js"), "export {};");
  writeFileSync(join(root, ".secret"), "hidden");
  writeFileSync(join(root, "..", "outside.txt"), "outside");
  return root;
}

const withViewer = async () => (await serverForTest({ root: builtViewer() })).server;

test("the page comes with headers that keep it to this server", async () => {
  const { port } = await withViewer();
  const { status, headers, body } = await ask(port, "/");
  expect(status).toBe(200);
  expect(body).toContain("viewer");
  expect(headers).toMatchObject({
    "content-type": "text/html;charset=utf-8",
    "cache-control": "no-cache",
    "content-security-policy":
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws:; font-src 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  });
});

test("a file with a hash in its name may be kept for good", async () => {
  const { port } = await withViewer();
  const { headers } = await ask(port, "/assets/main-1a2b3c4d.js");
  expect(headers["content-type"]).toBe("text/javascript");
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
});

test("a page that has not changed is not sent again", async () => {
  const { port } = await withViewer();
  const { headers } = await ask(port, "/");
  const again = await ask(port, "/", { "If-None-Match": headers.etag });
  expect(again.status).toBe(304);
});

test.each([
  "/nothing",
  "/../outside.txt",
  "/%2e%2e/outside.txt",
  "/..%2foutside.txt",
  "/assets/../../outside.txt",
  "/..\\outside.txt",
  "//outside.txt",
  "/.secret",
  "/%2esecret",
  "/%00",
  "/%",
  "http://evil.example/",
])("%s is answered with a small 404", async (path) => {
  const { port } = await withViewer();
  const { status, body, headers } = await ask(port, path);
  expect(status).toBe(404);
  expect(body).toBe("There is no such file.\n");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test("a range that ends before it begins is answered with the whole file", async () => {
  const { port } = await withViewer();
  expect((await ask(port, "/", { Range: "bytes=9-2" })).status).toBe(200);
});

test("a viewer that is rebuilt meanwhile comes out new and whole", async () => {
  const root = builtViewer();
  const { server } = await serverForTest({ root });
  await ask(server.port, "/");
  writeFileSync(join(root, "index.html"), "<!doctype html><title>a longer one than before</title>");
  expect((await ask(server.port, "/")).body).toContain("a longer one than before</title>");
});

test.skipIf(process.platform === "win32")(
  "a file that cannot be opened ends its own request and no other",
  async () => {
    const root = builtViewer();
    const unreadable = createServer().listen(join(root, "socket.js")); // there, but not to be opened
    await once(unreadable, "listening");
    onTestFinished(() => {
      unreadable.close();
    });
    const { server } = await serverForTest({ root });
    await expect(ask(server.port, "/socket.js")).rejects.toThrow();
    expect((await ask(server.port, "/")).status).toBe(200);
  },
);

test("without a built viewer, the page says what to run", async () => {
  const { server } = await serverForTest();
  const { status, body, headers } = await ask(server.port, "/");
  expect(status).toBe(503);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(body).toContain("npm run build");
});

test("a viewer that is built later is served without a restart", async () => {
  const root = builtViewer();
  rmSync(join(root, "index.html"));
  const { server } = await serverForTest({ root });
  expect((await ask(server.port, "/")).status).toBe(503);
  writeFileSync(join(root, "index.html"), "built");
  expect(await ask(server.port, "/")).toMatchObject({ status: 200, body: "built" });
});

test("/health says who is there", async () => {
  const { server } = await serverForTest();
  const { body } = await ask(server.port, "/health");
  expect(JSON.parse(body)).toEqual({ ok: true, version: "0.0.0", session: "test", clients: 0 });
});

test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s is not allowed", async (method) => {
  const { server } = await serverForTest();
  const { status, headers } = await ask(server.port, "/health", {}, method);
  expect(status).toBe(405);
  expect(headers.allow).toBe("GET, HEAD");
});

test("HEAD is answered without a body", async () => {
  const { port } = await withViewer();
  expect(await ask(port, "/", {}, "HEAD")).toMatchObject({ status: 200, body: "" });
});

describe("a request to another name is refused", () => {
  test.each(["/", "/health"])("%s", async (path) => {
    const { server } = await serverForTest();
    const { status, body } = await ask(server.port, path, { Host: "evil.example" });
    expect(status).toBe(403);
    expect(body).toBe(
      'This server does not go by the name of "evil.example"; it does when started with --allow-host NAME.\n',
    );
  });
});
