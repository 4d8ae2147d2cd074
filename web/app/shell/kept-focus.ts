/** How many earlier places are remembered: what opened a dialog is behind what was pressed in it. */
const REMEMBERED = 20;

/** An element and what it stands in, from the inside out, up to the section. */
function placesOf(element: Element): HTMLElement[] {
  const places: HTMLElement[] = [];
  for (
    let at: Element | null = element;
    at instanceof HTMLElement && at !== document.body;
    at = at.parentElement
  )
    places.push(at);
  return places;
}

/**
 * Keeps the place of the keyboard. What has the focus may go: a row that was moved, a form that was saved, a link to another
 * section. The nearest thing around it that is still there has the focus then, so that Tab goes on from here and not from
 * the top of the page.
 */
export function keepFocus(): void {
  let recent: HTMLElement[][] = [];
  const restore = (): void => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isLost || recent.length === 0 || recent[0]?.[0]?.isConnected) return;
    const place = recent.flatMap((places) => places.find((each) => each.isConnected) ?? [])[0];
    if (!place || place.id === 'app') return;
    if (!place.matches('a, button, input, [tabindex]')) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  };
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) recent = [placesOf(target), ...recent].slice(0, REMEMBERED);
  });
  let isWaiting = false;
  const look = new MutationObserver(() => {
    if (isWaiting || document.activeElement !== document.body) return;
    isWaiting = true;
    // Dialogs give the focus back themselves, a frame later.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        isWaiting = false;
        restore();
      }),
    );
  });
  look.observe(document.body, { childList: true, subtree: true });
}
