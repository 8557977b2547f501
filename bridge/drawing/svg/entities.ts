/**
 * The entities that a document declares for itself, as Illustrator's do for namespaces and styles.
 *
 * A value is plain text: one that refers to another entity, or holds markup, is refused, and so is a
 * file from the network. What all uses add together is bounded. So no file can grow by its entities.
 */
import { Count, ENTITY_CHARACTERS_MAX } from "../bounds.ts";
import { DrawingError } from "../drawing-error.ts";

const declaration = /<!ENTITY\s+(%\s+)?([\w:.-]+)\s+(?:"([^"]*)"|'([^']*)'|(SYSTEM|PUBLIC)\b)/g;

/** Every document has these, and may declare them again. */
const BUILT_IN = new Set(["amp", "lt", "gt", "quot", "apos"]);

/** The entities in a document type, to be looked up by name. */
export function readEntities(doctype: string): Record<string, string> {
  const entities: Record<string, string> = Object.create(null);
  const added = new Count(ENTITY_CHARACTERS_MAX, "characters of text from entities");
  for (const [, parameter, name, quoted, single, external] of doctype.matchAll(declaration)) {
    const value = quoted ?? single ?? "";
    if (name === undefined || parameter !== undefined || BUILT_IN.has(name)) continue;
    if (external !== undefined || /[&<%]/.test(value)) {
      throw new DrawingError(
        `the entity ${name} refers to a file or to other entities; write its value out`,
      );
    }
    Object.defineProperty(entities, name, {
      enumerable: true,
      get: () => {
        added.add(value.length);
        return value;
      },
    });
  }
  return entities;
}
