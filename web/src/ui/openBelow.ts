// A popover under the button that it belongs to, and never outside of the window.

export function putBelow(box: HTMLElement | null, button: HTMLElement | null): void {
  if (!box || !button) return;
  const spot = button.getBoundingClientRect();
  // Before it is open it has no width of its own: the widest that there is.
  const width = box.offsetWidth || 320;
  box.style.top = `${spot.bottom + 4}px`;
  box.style.left = `${Math.max(8, Math.min(spot.left, innerWidth - width - 8))}px`;
}

/** With the focus in it; where it closes by Escape the focus goes back. */
export function openBelow(box: HTMLElement | null, button: HTMLElement): void {
  putBelow(box, button);
  box?.showPopover();
  box?.querySelector<HTMLElement>("button:enabled")?.focus();
}
