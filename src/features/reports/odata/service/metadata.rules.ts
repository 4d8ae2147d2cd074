import type { ColumnType, TableColumn } from '../../tables/report.model';

/** Namespace of the types. */
const NAMESPACE = 'Headroom';

/** A table as the metadata describes it. */
export interface DescribedSet {
  name: string;
  title: string;
  description: string;
  key: readonly string[];
  columns: readonly TableColumn[];
}

/** What each column is to OData. Whole numbers are 64 bits wide: sums of counts have no smaller limit. */
export const EDM_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'Edm.String',
  integer: 'Edm.Int64',
  decimal: 'Edm.Decimal',
  date: 'Edm.Date',
  datetime: 'Edm.DateTimeOffset',
  boolean: 'Edm.Boolean',
};

/** The qualified type of a set's rows. */
export function typeName(set: string): string {
  return `${NAMESPACE}.${set}`;
}

/** The service document: every table with its address, relative to its context. */
export function serviceDocument(
  context: string,
  sets: readonly Pick<DescribedSet, 'name' | 'title'>[],
): object {
  return {
    '@odata.context': context,
    value: sets.map(({ name, title }) => ({ name, kind: 'EntitySet', title, url: name })),
  };
}

/** The metadata document (CSDL 4.0) of the tables. `functions`: those that a filter may use. */
export function metadataDocument(sets: readonly DescribedSet[], functions: readonly string[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:Reference Uri="https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.xml">
    <edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/>
  </edmx:Reference>
  <edmx:Reference Uri="https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Capabilities.V1.xml">
    <edmx:Include Namespace="Org.OData.Capabilities.V1" Alias="Capabilities"/>
  </edmx:Reference>
  <edmx:DataServices>
    <Schema Namespace="${NAMESPACE}" xmlns="http://docs.oasis-open.org/odata/ns/edm">
${sets.map(entityType).join('\n')}
      <EntityContainer Name="Container">
${sets.map(entitySet).join('\n')}
        <Annotation Term="Org.OData.Capabilities.V1.ConformanceLevel" EnumMember="Org.OData.Capabilities.V1.ConformanceLevelType/Minimal"/>
        <Annotation Term="Org.OData.Capabilities.V1.BatchSupported" Bool="false"/>
        <Annotation Term="Org.OData.Capabilities.V1.FilterFunctions">
          <Collection>
${functions.map((name) => `            <String>${name}</String>`).join('\n')}
          </Collection>
        </Annotation>
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>
`;
}

function entityType({ name, description, key, columns }: DescribedSet): string {
  const refs = key.map((column) => `          <PropertyRef Name="${column}"/>`);
  const keyElement = key.length === 0 ? '' : `\n        <Key>\n${refs.join('\n')}\n        </Key>`;
  return `      <EntityType Name="${name}">${keyElement}
${columns.map(property).join('\n')}
        ${described(description)}
      </EntityType>`;
}

/** Without these a decimal would have no places and a moment whole seconds. */
const FACETS: Partial<Record<ColumnType, string>> = {
  decimal: ' Scale="variable"',
  datetime: ' Precision="6"',
};

function property({ name, type, nullable, description }: TableColumn): string {
  const facet = FACETS[type] ?? '';
  return `        <Property Name="${name}" Type="${EDM_TYPES[type]}"${nullable ? '' : ' Nullable="false"'}${facet}>
          ${described(description)}
        </Property>`;
}

const REFUSED = [
  ['InsertRestrictions', 'Insertable'],
  ['UpdateRestrictions', 'Updatable'],
  ['DeleteRestrictions', 'Deletable'],
  ['ExpandRestrictions', 'Expandable'],
  ['SearchRestrictions', 'Searchable'],
] as const;

function entitySet({ name }: DescribedSet): string {
  const restrictions = REFUSED.map(
    ([term, property]) =>
      `          <Annotation Term="Org.OData.Capabilities.V1.${term}"><Record><PropertyValue Property="${property}" Bool="false"/></Record></Annotation>`,
  );
  return `        <EntitySet Name="${name}" EntityType="${typeName(name)}">
${restrictions.join('\n')}
        </EntitySet>`;
}

function described(text: string): string {
  return `<Annotation Term="Org.OData.Core.V1.Description" String="${escaped(text)}"/>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
