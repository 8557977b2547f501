/**
 * The little markup that prose may hold: **bold**, `code` and [links](https://…). There is no
 * nesting, and what does not close is text.
 */
import { html, type Markup } from "./markup.ts";

const inline = /\*\*(?<bold>[^*]+)\*\*|`(?<code>[^`]+)`|\[(?<text>[^\]]+)\]\((?<link>[^()\s]+)\)/g;

/** What no line should end before or after: 0.61 ± 0.09, p = 0.003. */
const relation = / ([±=<>≤≥]) (?=[\d−-])/g;

/** Where a link may lead: to the web, or to a section of the same page. */
const followable = /^(https?:\/\/|#)/;

export function prose(text: string): Markup {
  const source = text.replaceAll(relation, "\u00a0$1\u00a0");
  const pieces: Markup[] = [];
  let end = 0;
  for (const match of source.matchAll(inline)) {
    pieces.push(html`${source.slice(end, match.index)}`, piece(match));
    end = match.index + match[0].length;
  }
  pieces.push(html`${source.slice(end)}`);
  return html`${pieces}`;
}

function piece({ 0: whole, groups: { bold, code, text, link } = {} }: RegExpExecArray): Markup {
  if (bold !== undefined) return html`<strong>${bold}</strong>`;
  if (code !== undefined) return html`<code>${code}</code>`;
  if (text !== undefined && link !== undefined && followable.test(link)) {
    return html`<a href="${link}" rel="noreferrer">${text}</a>`;
  }
  return html`${whole}`;
}
