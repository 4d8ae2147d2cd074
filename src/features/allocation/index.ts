export { defaultText, OPTION_ENTRIES } from './options/plan-options.preset';
export { optionsDocument } from './options/options-document.preset';
export { optionsFragment } from './options/options-fragment.preset';
