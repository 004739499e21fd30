// What the browser's own viewer makes of a PDF: it is a frame in a frame, and has a height once it has read the pages.
import type { Page } from "playwright-core";

export async function pdfHeight(page: Page): Promise<number> {
  const inFrames = page.frames().map((frame) => frame.locator("#sizer").evaluateAll((all) => all.map((sizer) => sizer.clientHeight)).catch(() => []));
  return Math.max(0, ...(await Promise.all(inFrames)).flat());
}
