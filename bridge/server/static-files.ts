import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { answerText } from "./answer.ts";

/** A year; vite writes a hash of the content into the names of these files. */
const FOREVER = "public, max-age=31536000, immutable";

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>purkinje</title>
<body style="font: 1.1em/1.5 system-ui; max-width: 36em; margin: 4em auto">
<h1>The viewer is not built yet</h1>
<p>The motor loop is running, but there is no page to show it. In the folder of the project, run</p>
<pre>npm run build</pre><p>and reload this page.</p></body></html>
`;

/**
 * Answers with the files of `root`, the built viewer, and with `page` at /.
 *
 * Looks at the disk on every request, so that a viewer that is rebuilt meanwhile comes out whole,
 * and not cut to the sizes it had at the start.
 */
export function staticFiles(
  root: string,
  page = "index.html",
): (request: IncomingMessage, response: ServerResponse) => void {
  const serve = sirv(root, {
    dev: true,
    etag: true,
    setHeaders: (response, path) => {
      if (path.startsWith("/assets/")) response.setHeader("Cache-Control", FOREVER);
    },
    onNoMatch: (_request, response) => notFound(root, response),
  });

  return (request, response) => {
    if (isHidden(request.url ?? "/")) {
      notFound(root, response);
      return;
    }
    if (/^\/(\?|$)/.test(request.url ?? "/")) request.url = `/${page}`;
    // sirv trusts ranges, and one that ends before it begins would throw.
    request.headers.range = "";
    // A file that grows while it is read must not run into the next answer.
    response.shouldKeepAlive = false;
    // A file may vanish under a reader, and a reader may leave before the end of the file.
    response.on("pipe", (file) => {
      file.on("error", () => response.destroy());
      response.on("close", () => file.unpipe(response).destroy());
    });
    serve(request, response);
  };
}

function notFound(root: string, response: ServerResponse): void {
  if (existsSync(join(root, "index.html"))) {
    answerText(response, 404, "There is no such file.");
    return;
  }
  response.writeHead(503, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
  });
  response.end(NOT_BUILT);
}

/** Whether a step of the path begins with a dot, or the path cannot be read at all. */
function isHidden(url: string): boolean {
  try {
    return /[/\\]\./.test(decodeURIComponent(url.replace(/[?#].*$/, "")));
  } catch {
    return true;
  }
}
