/** A text without the characters of one kind at its end. One pass, where a pattern such as `/0+$/` takes quadratic time on texts that do not end so. */
export function withoutEnd(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}

/** A text without the characters of one kind at both ends. */
export function withoutEnds(text: string, character: string): string {
  let start = 0;
  while (start < text.length && text[start] === character) start += 1;
  return withoutEnd(text.slice(start), character);
}
