/** F6: the window's parts take the focus in turn. */
const focusable = 'button:not(:disabled), [href], input:not(:disabled), select, textarea, [tabindex]:not([tabindex="-1"])';

/** Where the focus goes inside a part: what was reached by Tab, or the part itself. */
function entryOf(part: HTMLElement): HTMLElement {
  const selected = part.querySelector<HTMLElement>('[role="tree"], [role="tab"][tabindex="0"]');
  return selected ?? part.querySelector<HTMLElement>(focusable) ?? part;
}

export function focusPart(step: 1 | -1, root: ParentNode = document): void {
  const parts = [...root.querySelectorAll<HTMLElement>('[data-part]')];
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = at < 0 ? parts[step === 1 ? 0 : parts.length - 1] : parts[(at + step + parts.length) % parts.length];
  if (next) entryOf(next).focus();
}
