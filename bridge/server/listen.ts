import type { Server } from "node:http";

/** Listens on `host` and `port` (0: any free one), and resolves with the port it got. */
export function listen(http: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", (cause) => reject(new Error(explained(cause, host, port), { cause })));
    http.listen({ host, port }, () => {
      const address = http.address();
      http.removeAllListeners("error");
      // Such as too many open files: the next connection may find it over, and the loop goes on.
      http.on("error", () => {});
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function explained(cause: Error, host: string, port: number): string {
  const advice = "choose another with --port N, or --port 0 for any free one";
  switch ("code" in cause ? cause.code : undefined) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken: ${advice}.`;
    case "EACCES":
      return `Port ${port} on ${host} needs more rights than this user has: ${advice}.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address ${host}: choose 127.0.0.1, or 0.0.0.0 for all of its own.`;
    default:
      return `Port ${port} on ${host} cannot be listened on: ${cause.message}.`;
  }
}
