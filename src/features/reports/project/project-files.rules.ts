import type { Model, ProjectFiles } from './project.model';
import { json, reportFiles } from './report-page.rules';
import { tmdlFiles } from './tmdl.rules';

const NAME = 'headroom';
const SCHEMAS = 'https://developer.microsoft.com/json-schemas/fabric';
/** Any two that differ: they tell the items of a workspace apart once the project lies in Git. */
const LOGICAL_IDS = {
  SemanticModel: '5b3f2c1e-6a4d-4c8e-9f10-2d7a8b6c4e01',
  Report: '5b3f2c1e-6a4d-4c8e-9f10-2d7a8b6c4e02',
} as const;

/** Every file of the project: open `headroom.pbip`. */
export function projectFiles(model: Model): ProjectFiles {
  return {
    [`${NAME}.pbip`]: json({
      $schema: `${SCHEMAS}/pbip/pbipProperties/1.0.0/schema.json`,
      version: '1.0',
      artifacts: [{ report: { path: `${NAME}.Report` } }],
      settings: { enableAutoRecovery: true },
    }),
    ...within(`${NAME}.SemanticModel`, {
      '.platform': platform('SemanticModel'),
      'definition.pbism': json({
        $schema: `${SCHEMAS}/item/semanticModel/definitionProperties/1.0.0/schema.json`,
        version: '4.0',
        settings: {},
      }),
      ...within('definition', tmdlFiles(model)),
    }),
    ...within(`${NAME}.Report`, {
      '.platform': platform('Report'),
      'definition.pbir': json({
        $schema: `${SCHEMAS}/item/report/definitionProperties/2.0.0/schema.json`,
        version: '4.0',
        datasetReference: { byPath: { path: `../${NAME}.SemanticModel` } },
      }),
      ...within('definition', reportFiles()),
    }),
  };
}

function within(folder: string, files: ProjectFiles): ProjectFiles {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

function platform(type: keyof typeof LOGICAL_IDS): string {
  return json({
    $schema: `${SCHEMAS}/gitIntegration/platformProperties/2.0.0/schema.json`,
    metadata: { type, displayName: NAME },
    config: { version: '2.0', logicalId: LOGICAL_IDS[type] },
  });
}
