/**
 * What can be said of a scene: a grammar with synonyms and sentences of 5 to 20 words.
 *
 *   things     a large red circle · two tiny blue boxes          size is sometimes left out, colour never
 *   sentences  things and things · things above things · at the top are things and below them … ·
 *              four shapes on a black ground … · things between things and things · …
 *
 * Things are named in the order in which they stand, from the left or from the top, and mostly by their
 * usual words: a learner of some minutes should find out more of the picture than of our whims.
 * Sentences have no commas, and all words are lower-case. All that is said is true of the scene; not
 * everything that is true is said.
 */
import { type Group, pick, type Scene } from "./scene.ts";

const WORDS_MIN = 5;
const WORDS_MAX = 20;

type Uniform = { uniform(): number };

/** How each word of a scene may be said, the usual word first. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  circle: ["circle", "circle", "disc"],
  square: ["square", "square", "box"],
  triangle: ["triangle"],
  star: ["star"],
  cross: ["cross", "plus"],
  ring: ["ring", "ring", "hoop"],
  red: ["red"],
  green: ["green"],
  blue: ["blue"],
  yellow: ["yellow", "yellow", "golden"],
  purple: ["purple", "violet"],
  turquoise: ["turquoise", "cyan"],
  white: ["white"],
  small: ["small", "small", "little", "tiny"],
  large: ["large", "large", "big"],
  black: ["black", "dark"],
  grey: ["grey"],
  brown: ["brown"],
  background: ["background", "background", "ground"],
  shapes: ["shapes", "shapes", "objects", "things"],
  image: ["image", "picture", "drawing"],
  before: ["to the left of", "left of"],
  after: ["to the right of", "right of"],
  above: ["above", "over"],
  below: ["below", "under", "beneath"],
  "columns 0": ["on the left", "at the left"],
  "columns 1": ["in the middle", "in the centre"],
  "columns 2": ["on the right", "at the right"],
  "rows 0": ["at the top"],
  "rows 1": ["in the middle", "in the centre"],
  "rows 2": ["at the bottom"],
};

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
/** How often a size is mentioned. */
const SIZE_CHANCE = 0.9;
/** How often the usual word is taken without a thought of others. */
const USUAL_CHANCE = 0.7;

/** One true sentence on the scene, as words. */
export function describeScene(scene: Scene, random: Uniform): string[] {
  for (;;) {
    const words = drawSentence(scene, random).join(" ").split(" ");
    if (words.length >= WORDS_MIN && words.length <= WORDS_MAX) return words;
  }
}

/** `count` different sentences on the scene. */
export function describeOften(scene: Scene, count: number, random: Uniform): string[][] {
  const found = new Map<string, string[]>();
  while (found.size < count) {
    const words = describeScene(scene, random);
    found.set(words.join(" "), words);
  }
  return [...found.values()];
}

/** Phrases of a sentence. */
function drawSentence(scene: Scene, random: Uniform): string[] {
  const say = speaker(scene, random);
  const { groups } = scene;
  if (groups.length === 1) return pick(random, aboutOne)(say, groups[0]);
  if (groups.length === 3 && random.uniform() < 0.5) {
    return pick(random, aboutThree)(say, groups[0], groups[1], groups[2]);
  }
  const isWhole = groups.length === 2;
  return pick(random, isWhole ? [...aboutTwo, ...aboutBoth] : aboutTwo)(say, groups[0], groups[1]);
}

const aboutOne: readonly ((say: Speaker, a: Group) => string[])[] = [
  (say, a) => ["here", say.be(a), say.things(a)],
  (say, a) => ["there", say.be(a), say.things(a), say.place(a)],
  (say, a) => [say.things(a), say.onGround()],
  (say, a) => ["in", say.image(), say.be(a), say.things(a), say.place(a)],
  (say, a) => [say.image(), "of", say.things(a), say.onGround()],
  (say, a) => [say.onGround(), say.be(a), say.things(a)],
];

/** Sentences on two groups that leave room for a third one. */
const aboutTwo: readonly ((say: Speaker, a: Group, b: Group) => string[])[] = [
  (say, a, b) => [say.things(a), say.relation(a, b), say.things(b)],
  (say, a, b) => ["there", say.be(a), say.things(a), say.relation(a, b), say.things(b)],
  (say, a, b) => [say.things(a), say.be(a), say.relation(a, b), say.things(b), say.onGround()],
  (say, a, b) => [say.place(a), say.be(a), say.things(a), "and", say.place(b), say.things(b)],
  (say, a, b) => [say.onGround(), say.be(a), say.things(a), say.relation(a, b), say.things(b)],
  (say, a, b) => [say.things(a), "and", say.things(b), ...say.placesAfter(a, b)],
];

/** Sentences that sum the whole picture up as two groups. */
const aboutBoth: readonly ((say: Speaker, a: Group, b: Group) => string[])[] = [
  (say, a, b) => [say.things(a), "and", say.things(b)],
  (say, a, b) => [say.image(), "of", say.things(a), "and", say.things(b), say.onGround()],
  (say, a, b) => [say.total(), say.onGround(), say.things(a), "and", say.things(b)],
  (say, a, b) => [say.total(), say.onGround(), say.things(a), say.relation(a, b), say.things(b)],
];

const aboutThree: readonly ((say: Speaker, a: Group, b: Group, c: Group) => string[])[] = [
  (say, a, b, c) => [say.things(a), say.things(b), "and", say.things(c)],
  (say, a, b, c) => [say.total(), say.things(a), say.things(b), "and", say.things(c)],
  (say, a, b, c) => [say.things(a), say.things(b), "and", say.things(c), say.onGround()],
  (say, a, b, c) => {
    const [first, middle, last] = [a, b, c].toSorted((one, other) => one.line - other.line);
    const [near, far] = a.line < b.line ? [first, last] : [last, first];
    return [
      say.things(middle),
      say.be(middle),
      "between",
      say.things(near),
      "and",
      say.things(far),
    ];
  },
];

type Speaker = ReturnType<typeof speaker>;

function speaker(scene: Scene, random: Uniform) {
  const word = (meaning: string): string => {
    const words = SYNONYMS[meaning];
    return random.uniform() < USUAL_CHANCE ? words[0] : pick(random, words);
  };
  const noun = ({ shape, cells }: Group): string =>
    cells.length === 1 ? word(shape) : plural(word(shape));
  const be = ({ cells }: Group): string => (cells.length === 1 ? "is" : "are");
  const place = ({ line }: Group): string => word(`${scene.lines} ${line}`);
  /** The same group again: by its shape, or by its colour where shapes are alike. */
  const again = (group: Group, other: Group): string => {
    if (group.shape !== other.shape) return `the ${noun(group)}`;
    return `the ${word(group.colour)} ${group.cells.length === 1 ? "one" : "ones"}`;
  };

  return {
    be,
    place,
    things(group: Group): string {
      const size = random.uniform() < SIZE_CHANCE ? [word(group.size)] : [];
      const words = [...size, word(group.colour), noun(group)];
      const count = group.cells.length;
      return [count === 1 ? pick(random, ["a", "a", "one"]) : NUMBERS[count], ...words].join(" ");
    },
    relation(a: Group, b: Group): string {
      const isFirst = a.line < b.line;
      if (scene.lines === "rows") return word(isFirst ? "above" : "below");
      return word(isFirst ? "before" : "after");
    },
    onGround: (): string => `on a ${word(scene.background)} ${word("background")}`,
    image: (): string => {
      const name = word("image");
      return `${name === "image" ? "an" : "a"} ${name}`;
    },
    total(): string {
      const count = scene.groups.reduce((sum, { cells }) => sum + cells.length, 0);
      return `${NUMBERS[count]} ${word("shapes")}`;
    },
    placesAfter: (a: Group, b: Group): string[] => [
      again(a, b),
      be(a),
      place(a),
      "and",
      again(b, a),
      place(b),
    ],
  };
}

const plural = (noun: string): string => (/(s|x)$/.test(noun) ? `${noun}es` : `${noun}s`);
