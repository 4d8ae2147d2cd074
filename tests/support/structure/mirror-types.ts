import ts from 'typescript';
import type { SourceFile } from './source-files';

/** A class of the schema and a shape of the code with the same properties, that do not name each other. */
export interface Mirror {
  file: string;
  name: string;
  shape: string;
}

interface Shape {
  file: string;
  name: string;
  properties: string;
}

const FACES = /\.(type|input)\.ts$/;
const MIN_PROPERTIES = 3;

/** Classes of the schema that say anew what an interface says: they may drift apart, and no compiler sees it. */
export function listMirrors(files: readonly SourceFile[]): Mirror[] {
  const trees = files.map(({ name, text }) => ts.createSourceFile(name, text, ts.ScriptTarget.ES2022));
  const faces = trees.filter(({ fileName }) => FACES.test(fileName)).flatMap(classesIn);
  const shapes = new Map<string, Shape[]>();
  for (const shape of trees.filter(({ fileName }) => !FACES.test(fileName)).flatMap(interfacesIn))
    shapes.set(shape.properties, [...(shapes.get(shape.properties) ?? []), shape]);
  return faces.flatMap(({ file, name, properties }) =>
    (shapes.get(properties) ?? [])
      .filter((shape) => mayUse(file, shape.file))
      .map((shape) => ({ file, name, shape: `${shape.name} of ${shape.file}` })),
  );
}

/** Of the same feature or room of the platform, or of what lies below all. */
function mayUse(face: string, shape: string): boolean {
  const room = (file: string): string => file.split('/').slice(0, 3).join('/');
  return room(face) === room(shape) || shape.startsWith('src/domain/');
}

/** Classes with properties of their own that neither extend nor implement anything. */
function classesIn(tree: ts.SourceFile): Shape[] {
  return tree.statements
    .filter(ts.isClassDeclaration)
    .filter(({ heritageClauses }) => heritageClauses === undefined)
    .flatMap(({ name, members }) => shapeOf(tree, name, members.filter(ts.isPropertyDeclaration)));
}

function interfacesIn(tree: ts.SourceFile): Shape[] {
  return tree.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ heritageClauses }) => heritageClauses === undefined)
    .flatMap(({ name, members }) => shapeOf(tree, name, members.filter(ts.isPropertySignature)));
}

function shapeOf(
  tree: ts.SourceFile,
  name: ts.Identifier | undefined,
  members: readonly (ts.PropertyDeclaration | ts.PropertySignature)[],
): Shape[] {
  const properties = members.map((member) => member.name.getText(tree)).sort();
  if (name === undefined || properties.length < MIN_PROPERTIES) return [];
  return [{ file: tree.fileName, name: name.text, properties: properties.join() }];
}
