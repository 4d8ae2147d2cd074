import type { Random } from './random';

const FIRST_STARTS = [
  'Vel',
  'Bri',
  'Cor',
  'Dal',
  'Eli',
  'Fen',
  'Gal',
  'Hes',
  'Ila',
  'Jor',
  'Kel',
  'Lum',
  'Mir',
  'Ned',
  'Ori',
];
const FIRST_ENDS = [
  'mora',
  'wyn',
  'dessa',
  'ton',
  'ria',
  'lan',
  'betha',
  'nix',
  'vane',
  'lo',
  'sette',
  'dric',
];
const LAST_STARTS = [
  'Tan',
  'Brack',
  'Cald',
  'Drum',
  'Elver',
  'Fair',
  'Grim',
  'Hollo',
  'Iver',
  'Kest',
  'Lark',
  'Marsh',
  'Nether',
];
const LAST_ENDS = [
  'drake',
  'enby',
  'worth',
  'field',
  'stow',
  'combe',
  'wick',
  'ridge',
  'hurst',
  'mere',
  'ley',
  'gate',
  'ham',
];
const CITIES = [
  'Aldermere',
  'Brackenford',
  'Copperhollow',
  'Dunwillow',
  'Eastmarch',
  'Fallowgate',
  'Greywater',
];

/** An invented name, put together from syllables. */
export function inventedName(random: Random): { firstName: string; lastName: string } {
  return {
    firstName: random.pick(FIRST_STARTS) + random.pick(FIRST_ENDS),
    lastName: random.pick(LAST_STARTS) + random.pick(LAST_ENDS),
  };
}

/** An invented place. */
export function inventedCity(random: Random): string {
  return random.pick(CITIES);
}
