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

/** Into what a part shows rather than its head: its list, else the first that can be used. */
export function focusContent(name: 'sidebar' | 'panel', root: ParentNode = document): void {
  const part = root.querySelector<HTMLElement>(`[data-part="${name}"]`);
  if (!part) return;
  const body = part.querySelector<HTMLElement>('.panel-body') ?? part;
  const entry = body.querySelector<HTMLElement>('[role="tree"]') ?? body.querySelector<HTMLElement>(focusable);
  (entry ?? entryOf(part)).focus();
}
