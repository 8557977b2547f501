/** The elements of index.html, found by selector and checked for their kind. */
export function find<T extends Element>(
  selector: string,
  kind: new () => T,
  root: ParentNode = document,
): T {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new TypeError(
    `index.html should hold a ${kind.name} at ${selector}, found ${String(found)}`,
  );
}

/** All elements of a kind at `selector`. */
export function findAll<T extends Element>(selector: string, kind: new () => T): T[] {
  const found: T[] = [];
  for (const element of document.querySelectorAll(selector)) {
    if (element instanceof kind) found.push(element);
  }
  return found;
}

/** Sets `text` if it differs: the page is not laid out again for nothing. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A new element with its attributes and what is in it. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
