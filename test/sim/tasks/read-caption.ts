/**
 * Reads a scene caption back and says what is wrong with it; written without looking at the grammar
 * that made it, so with words and rules of its own.
 */
import type { Group, Scene } from "../../../sim/tasks/sequence/captions/scene.ts";

const MEANINGS: Record<string, string> = {
  ...Object.fromEntries(
    "circle square triangle star cross ring red green blue yellow purple turquoise white small large black grey brown"
      .split(" ")
      .map((word) => [word, word]),
  ),
  disc: "circle",
  box: "square",
  plus: "cross",
  hoop: "ring",
  golden: "yellow",
  violet: "purple",
  cyan: "turquoise",
  little: "small",
  tiny: "small",
  big: "large",
  dark: "black",
};
const COUNTS = ["a", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const PLACES: Record<string, number> = {
  left: 0,
  top: 0,
  middle: 1,
  centre: 1,
  right: 2,
  bottom: 2,
};

const NOUN = "(?:circle|square|triangle|star|cross|ring|disc|box|plus|hoop)(?:e?s)?";
const COLOUR = "(?:red|green|blue|yellow|purple|turquoise|white|golden|violet|cyan)";
/** What a caption is made of; each at the place where the one before ended. */
const PHRASES = {
  things: new RegExp(
    `(a|one|two|three) (?:(small|little|tiny|large|big) )?(${COLOUR}) (${NOUN})\\b`,
    "y",
  ),
  again: new RegExp(`the (?:(${COLOUR}) (ones?)|(${NOUN}))\\b`, "y"),
  total: /(two|three|four|five|six|seven|eight|nine) (?:shapes|objects|things)\b/y,
  ground: /on a (black|dark|grey|brown) (?:background|ground)\b/y,
  relation: /(?:to the )?(left|right) of\b|(above|over|below|under|beneath)\b/y,
  place: /(?:on|at|in) the (left|right|middle|centre|top|bottom)\b/y,
  picture: /(?:in )?(?:an image|a picture|a drawing)(?: of)?\b/y,
  be: /(is|are)\b/y,
  between: /between\b/y,
  filler: /(?:there|here|and)\b/y,
} as const;

type Kind = keyof typeof PHRASES;
interface Phrase {
  readonly kind: Kind;
  readonly text: string;
  readonly parts: readonly (string | undefined)[];
}

/** The first thing that is wrong with the caption, or nothing. */
export function faultIn(caption: string, scene: Scene): string | undefined {
  const phrases = split(caption);
  if (typeof phrases === "string") return phrases;
  const groups: (Group | undefined)[] = [];
  for (const phrase of phrases) {
    const found = groupOf(phrase, scene, groups);
    if (typeof found === "string") return found;
    groups.push(found);
  }
  for (const [i, { kind, text, parts }] of phrases.entries()) {
    const before = groups.slice(0, i).findLast(Boolean);
    const after = groups.slice(i + 1).find(Boolean);
    if (kind === "ground" && meaning(parts[0]) !== scene.background) return `not true: ${text}`;
    if (kind === "total") {
      const count = scene.groups.reduce((sum, { cells }) => sum + cells.length, 0);
      if (countOf(parts[0]) !== count) return `not ${text}`;
    }
    if (kind === "relation") {
      const isFirst = /left|above|over/.test(text);
      const isSideBySide = /left|right/.test(text);
      if (!before || !after) return `nothing to relate by ${text}`;
      if (isSideBySide !== (scene.lines === "columns")) return `wrong direction: ${text}`;
      if (before.line < after.line !== isFirst || before.line === after.line) return `not ${text}`;
    }
    if (kind === "place") {
      // Before its things, as in "at the top are … and at the bottom …", or after them.
      const isBefore = phrases[0].kind === "place";
      const placed = isBefore ? after : before;
      if (placed?.line !== PLACES[parts[0] ?? ""]) return `not ${text}`;
      if (/left|right/.test(text) && scene.lines !== "columns") return `wrong direction: ${text}`;
      if (/top|bottom/.test(text) && scene.lines !== "rows") return `wrong direction: ${text}`;
    }
    if (kind === "be") {
      const isInverted = ["place", "ground", "filler", "picture"].includes(
        phrases[i - 1]?.kind ?? "",
      );
      const subject = isInverted ? after : before;
      if ((subject?.cells.length === 1) !== (text === "is")) return `${text} of the wrong number`;
    }
    if (kind === "between") {
      const [near, far] = groups.slice(i + 1).filter(Boolean);
      if (!before || !near || !far) return "nothing to be between";
      if ((before.line - near.line) * (before.line - far.line) >= 0) return "not between";
    }
  }
  return undefined;
}

function split(caption: string): Phrase[] | string {
  const phrases: Phrase[] = [];
  let at = 0;
  while (at < caption.length) {
    const rest = Object.entries(PHRASES) as [Kind, RegExp][];
    const found = rest
      .map(([kind, pattern]) => {
        pattern.lastIndex = at;
        return { kind, match: pattern.exec(caption) };
      })
      .find(({ match }) => match !== null);
    if (!found?.match) return `cannot be read: ${caption.slice(at)}`;
    const [text, ...parts] = found.match;
    phrases.push({ kind: found.kind, text, parts });
    at += text.length + 1;
  }
  return phrases;
}

/** The group that a phrase names, nothing where it names none, or why it cannot. */
function groupOf(
  { kind, text, parts }: Phrase,
  scene: Scene,
  earlier: readonly (Group | undefined)[],
): Group | string | undefined {
  if (kind === "things") {
    const [count, size, colour, noun] = parts;
    const group = scene.groups.find(
      (one) => one.shape === meaning(noun) && one.colour === meaning(colour),
    );
    if (!group) return `not there: ${text}`;
    if (group.cells.length !== countOf(count)) return `not ${count}: ${text}`;
    if (size && group.size !== meaning(size)) return `not ${size}: ${text}`;
    if (!agrees(noun, group)) return `number of ${text}`;
    return group;
  }
  if (kind === "again") {
    const [colour, one, noun] = parts;
    const groups = earlier.filter((group) =>
      colour ? group?.colour === meaning(colour) : group?.shape === meaning(noun),
    );
    const group = groups[0];
    if (new Set(groups).size !== 1 || !group) return `unclear: ${text}`;
    if (!agrees(noun ?? one, group)) return `number of ${text}`;
    return group;
  }
  return undefined;
}

const countOf = (word = ""): number => (word === "one" ? 1 : COUNTS.indexOf(word) + 1);
const meaning = (word = ""): string | undefined =>
  MEANINGS[word] ?? MEANINGS[word.replace(/s$/, "")] ?? MEANINGS[word.replace(/es$/, "")];
const isPlural = (noun: string): boolean =>
  noun === "ones" || (noun in MEANINGS ? false : /s$/.test(noun));
const agrees = (noun: string | undefined, { cells }: Group): boolean =>
  isPlural(noun ?? "") === cells.length > 1;
