/**
 * Style rules: those of `<style>` elements, and those of `style` attributes, read by postcss.
 *
 * A rule counts if its selector is about the element alone: a name, classes, an id, in any combination
 * (`.pen1`, `path.thin`, `#frame`). Of several, the more specific wins, then the later. What selects by
 * ancestors or by state is rare in drawings, and is left out with a warning.
 */
import postcss from "postcss";
import { Count, RULE_TRIALS_MAX, RULES_MAX } from "../bounds.ts";
import type { Element } from "./element.ts";

export type Declarations = Readonly<Record<string, string>>;

/** What a rule says, and what it insists on (`!important`). */
interface Declared {
  readonly plain: Declarations;
  readonly urgent: Declarations;
}

interface Rule {
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
  /** Larger wins. */
  readonly weight: number;
  readonly declared: Declared;
}

const compound = /^(\*|[\w-]+)?((?:[.#][\w-]+)*)$/;

export class StyleSheet {
  /** By the class, id or name that an element must have, whichever is rarest. */
  readonly #rules = new Map<string, Rule[]>();
  readonly #attributes = new Map<string, Declared>();
  readonly #count = new Count(RULES_MAX, "style rules");
  readonly #trials = new Count(RULE_TRIALS_MAX, "trials of a style rule on an element");
  readonly #warn: (warning: string) => void;
  #order = 0;

  constructor(warn: (warning: string) => void) {
    this.#warn = warn;
  }

  add(css: string): void {
    const sheet = parse(css);
    if (!sheet) {
      this.#warn("a <style> element is not CSS, and was ignored");
      return;
    }
    sheet.each((node) => {
      if (node.type === "rule") {
        for (const selector of node.selectors) this.#addRule(selector, declaredIn(node));
      } else if (node.type === "atrule" && node.name !== "charset" && node.name !== "font-face") {
        this.#warn(`style rules in @${node.name} were ignored`);
      }
    });
  }

  /** What rules and its own `style` attribute say about an element, the stronger ones last. */
  of({ name, attributes }: Element): readonly Declarations[] {
    const { id } = attributes;
    const classes = attributes["class"]?.split(/\s+/) ?? [];
    const found: Rule[] = [];
    for (const key of ["*", name, ...classes.map((one) => `.${one}`), `#${id ?? ""}`]) {
      for (const rule of this.#rules.get(key) ?? []) {
        this.#trials.add();
        const fits =
          (rule.name === undefined || rule.name === name) &&
          (rule.id === undefined || rule.id === id) &&
          rule.classes.every((one) => classes.includes(one));
        if (fits) found.push(rule);
      }
    }
    found.sort((a, b) => a.weight - b.weight);
    const declared = found.map((rule) => rule.declared);
    const own = attributes["style"];
    if (own !== undefined) declared.push(this.#ofAttribute(own));
    return [...declared.map(({ plain }) => plain), ...declared.map(({ urgent }) => urgent)];
  }

  #ofAttribute(css: string): Declared {
    const known = this.#attributes.get(css);
    if (known) return known;
    const sheet = parse(css);
    if (!sheet) this.#warn(`the style ${JSON.stringify(css.slice(0, 60))} is not CSS`);
    const declared = sheet ? declaredIn(sheet) : { plain: {}, urgent: {} };
    // Programs repeat a few styles a thousand times.
    if (this.#attributes.size < RULES_MAX) this.#attributes.set(css, declared);
    return declared;
  }

  #addRule(selector: string, declared: Declared): void {
    this.#count.add();
    const [, name, rest = ""] = selector.trim().match(compound) ?? [];
    if (selector.trim() === "" || (name === undefined && rest === "")) {
      this.#warn(`the style rule ${JSON.stringify(selector.slice(0, 60))} was ignored`);
      return;
    }
    const parts = rest.match(/[.#][\w-]+/g) ?? [];
    const classes = parts.filter((part) => part.startsWith(".")).map((part) => part.slice(1));
    const ids = parts.filter((part) => part.startsWith("#")).map((part) => part.slice(1));
    const named = name === "*" ? undefined : name;
    const specificity = 1e4 * ids.length + 1e2 * classes.length + (named ? 1 : 0);
    const key = ids[0] ? `#${ids[0]}` : classes[0] ? `.${classes[0]}` : (named ?? "*");
    const rules = this.#rules.get(key) ?? [];
    rules.push({
      name: named,
      id: ids[0],
      classes,
      weight: specificity + this.#order++ / 1e6,
      declared,
    });
    this.#rules.set(key, rules);
  }
}

function parse(css: string): postcss.Root | undefined {
  try {
    return postcss.parse(css);
  } catch (error) {
    if (error instanceof Error && error.name === "CssSyntaxError") return undefined;
    throw error;
  }
}

function declaredIn(rule: postcss.Root | postcss.Rule): Declared {
  const plain: Record<string, string> = {};
  const urgent: Record<string, string> = {};
  rule.each((node) => {
    if (node.type !== "decl") return;
    const declarations = node.important ? urgent : plain;
    declarations[node.prop.toLowerCase()] = node.value;
  });
  return { plain, urgent };
}
