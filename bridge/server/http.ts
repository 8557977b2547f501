import type { IncomingMessage, ServerResponse } from "node:http";
import { answerText } from "./answer.ts";
import type { HostCheck } from "./host-check.ts";
import { quote } from "./refusal.ts";

const SECURITY_HEADERS = {
  "Content-Security-Policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "connect-src 'self' ws:; font-src 'self'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
};

export interface Site {
  readonly hosts: HostCheck;
  /** What GET /health says, as JSON. */
  health(): object;
  files(request: IncomingMessage, response: ServerResponse): void;
  /** What else may be asked for: whether it has answered, or will. */
  extra?(request: IncomingMessage, response: ServerResponse): boolean;
}

/** Answers one plain HTTP request. */
export function answer(request: IncomingMessage, response: ServerResponse, site: Site): void {
  response.setHeaders(new Map(Object.entries(SECURITY_HEADERS)));
  const { host, origin } = request.headers;
  if (!site.hosts.admitsHost(host)) {
    answerText(response, 403, wrongHost(host));
  } else if (request.method === "POST" && !site.hosts.admitsOrigin(origin)) {
    answerText(response, 403, `Pages of ${quote(origin ?? "")} may not send anything here.`);
  } else if (site.extra?.(request, response)) {
    return;
  } else if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    answerText(response, 405, "This server answers GET and HEAD only.");
  } else if (request.url === "/health") {
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(JSON.stringify(site.health()));
  } else {
    try {
      site.files(request, response);
    } catch {
      answerText(response, 500, "The file could not be read; try again.");
    }
  }
}

export const wrongHost = (host: string | undefined): string =>
  `This server does not go by the name of ${quote(host ?? "")}; it does when started with --allow-host NAME.`;
