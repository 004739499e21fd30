// Texts in the search language, which has no way to write a quote within its quotes.

/** The text as a literal. With both kinds of quotes in it, which no id has, `'` becomes something that matches nothing. */
export function quoted(text: string): string {
  return text.includes("'") ? `"${text.replaceAll('"', "")}"` : `'${text}'`;
}
