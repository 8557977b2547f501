import type { Server } from "node:http";

export interface Place {
  /** An IP address, whatever name was asked for. */
  readonly address: string;
  readonly port: number;
}

/** Listens on `host` and `port` (0: any free one), and resolves with what it got. */
export function listen(http: Server, host: string, port: number): Promise<Place> {
  return new Promise((resolve, reject) => {
    http.once("error", (cause) => reject(new Error(explained(cause, host, port), { cause })));
    http.listen({ host, port }, () => {
      const got = http.address();
      http.removeAllListeners("error");
      // Such as too many open files: the next connection may find it over, and the loop goes on.
      http.on("error", () => {});
      resolve(typeof got === "object" && got !== null ? got : { address: host, port });
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
