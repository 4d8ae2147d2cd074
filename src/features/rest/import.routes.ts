import type { Route } from '../../platform/http/rest/table/route';

/** What stands before an import. */
export const IMPORT_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/imports/recognise',
    operation: 'RecogniseFile',
    summary: 'Say which kinds of import a file fits, from its first rows',
    tag: 'Imports',
    upload: true,
    answer: { kind: 'result', at: 'recogniseFile' },
    test: 'import-recognise: each template is recognised as what it is for',
  },
];
