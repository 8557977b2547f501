import { encodeFrame } from "../protocol/frame.ts";
import { encodeMonitorFrame } from "../protocol/monitor-frame.ts";
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
      const settings = loop.settings();
      const hello = { op: "hello", ...loop.hello, rateHz: settings.rateHz, settings } as const;
      const greeting: ServerMessage[] = [hello];
      if (path.length > 0) greeting.push({ op: "path", points: [...path] });
      const protocol = loop.protocol();
      if (protocol.name !== null) greeting.push({ op: "protocol", ...protocol });
      return greeting;
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
      news.push(...loop.announcements());
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
    monitor: {
      frames(what) {
        let seen = loop.records();
        return (number) => {
          // A loop that has begun anew counts anew.
          if (loop.records() < seen) seen = 0;
          const state = loop.monitor(seen, what);
          if (state === undefined) return undefined;
          seen += state.lost + state.records;
          return encodeMonitorFrame({ ...state, seq: number() });
        };
      },
      news: () => loop.judgements(),
    },
    request(message) {
      const outcome = loop.request(message);
      if (outcome.ok && message.op === "settings") hasNewSettings = true;
      return outcome;
    },
  };
}
