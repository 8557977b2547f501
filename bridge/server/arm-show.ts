import { encodeFrame } from "../protocol/frame.ts";
import type { ServerMessage } from "../protocol/server-message.ts";
import type { LoopPort } from "./loop-port.ts";
import type { Show } from "./show.ts";

/** The loop and its arm, as the server shows them. */
export function armShow(loop: LoopPort): Show {
  const { version, session, frameWindow } = loop.hello;
  /** The line that everyone was told of last. */
  let path = loop.path();
  let hasNewSettings = false;

  return {
    version,
    session,
    frameWindow,
    greeting() {
      const hello = { op: "hello", ...loop.hello, settings: loop.settings() } as const;
      return path.length > 0 ? [hello, { op: "path", points: [...path] }] : [hello];
    },
    news() {
      const news: ServerMessage[] = [];
      if (hasNewSettings) news.push({ op: "settings", settings: loop.settings() });
      hasNewSettings = false;
      const line = loop.path();
      if (line !== path) {
        path = line;
        news.push({ op: "path", points: [...path] });
      }
      return news;
    },
    frames() {
      let tick: number | undefined;
      return (number) => {
        const state = loop.latest(tick ?? 0);
        if (state === undefined || state.tick === tick) return undefined;
        tick = state.tick;
        return encodeFrame({ ...state, seq: number() });
      };
    },
    request(message) {
      const outcome = loop.request(message);
      if (outcome.ok && message.op === "settings") hasNewSettings = true;
      return outcome;
    },
  };
}
