import { describe } from './errors';
import { nearest, textKey } from './text-key';

/** The known name that a text most likely means: one few edits away, one that begins with nearly the same words, or one that contains it. */
export function nearestName(text: string, known: readonly string[]): string | undefined {
  const near = nearest(text, known);
  if (near !== undefined) return near;
  const key = textKey(text);
  if (key === '') return undefined;
  const words = key.split(' ').length;
  const beginnings = new Map<string, string>();
  for (const name of known) {
    const beginning = textKey(name).split(' ').slice(0, words).join(' ');
    if (!beginnings.has(beginning)) beginnings.set(beginning, name);
  }
  const beginning = nearest(text, beginnings.keys());
  return beginnings.get(beginning ?? '') ?? known.find((name) => textKey(name).includes(key));
}

/** `; did you mean "Amisys"?` for an error or a warning; nothing where no known name is near. */
export function didYouMean(text: string, known: readonly string[]): string {
  const near = nearestName(text, known);
  return near === undefined ? '' : `; did you mean ${describe(near)}?`;
}
