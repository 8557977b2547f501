/** Single keys for what is done most often. */
export function bindShortcuts(actions: Readonly<Record<string, () => void>>): void {
  // A button that was clicked would show its focus as soon as a shortcut is pressed.
  document.addEventListener("click", ({ detail, target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (detail > 0 && button !== null) button.blur();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof HTMLInputElement && event.target.type === "number") return;
    if (event.target instanceof HTMLTextAreaElement) return;
    actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]?.();
  });
}
