/** Single keys for what is done most often. */
export function bindShortcuts(actions: Readonly<Record<string, () => void>>): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]?.();
  });
}
