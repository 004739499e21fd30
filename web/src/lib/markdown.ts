// What Markdown from anybody may become: where its links may lead, what its references mean, how deep its headings are.

/** The address of a link that may be followed; nothing for scripts, files, data and places within somebody's site. */
export function safeLink(href: string): string | undefined {
  const written = unescape(href);
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : undefined;
}

const NAMED: Record<string, string> = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", copy: "©", reg: "®", trade: "™", hellip: "…", mdash: "—",
  ndash: "–", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", times: "×", deg: "°", euro: "€", bull: "•", rarr: "→", larr: "←",
};

/** Character references become their characters. Rare names stay as they are written: the whole list is 30 kB. */
export function unescape(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,6}));/g, (whole, decimal, hex, name) => {
    if (name) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}

/**
 * The levels under which headings appear on our pages: below the page's own, and none left out, which is what people
 * who hear the page go by. `#` and `###` alone become 2 and 3.
 */
export function headingLevels(): (depth: number) => number {
  const open: number[] = [];
  return (depth) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= depth) open.pop();
    open.push(depth);
    return Math.min(6, open.length + 1);
  };
}
