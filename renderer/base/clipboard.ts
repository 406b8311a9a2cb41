/**
 * Puts plain text on the clipboard. The page has no permission for the asynchronous clipboard, so this is the old way: the copy command, whose
 * event takes the text; it works for a few seconds after a key press or a click. False where it was refused.
 */
export function copyText(text: string): boolean {
  let taken = false;
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    taken = true;
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  try {
    return document.execCommand('copy') && taken;
  } finally {
    document.removeEventListener('copy', put, { capture: true });
  }
}
