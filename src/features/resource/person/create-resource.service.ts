import { attempt, refuseIssues } from '../../../domain/issue-collector';
import { normaliseCn } from '../../../domain/demand/cn';
import { DomainError, type Issue } from '../../../domain/errors';
import type { WriteScope } from '../../../platform/scope/request-scope';
import type { ResourceRow, ResourceValues } from './resource.model';
import { findResourcesByCns, insertResource } from './resource.repository';
import { readResourceInput, type ReadResource, type ResourceInput } from './resource.rules';

/** A changed person and what was dropped on the way. */
export interface ChangedResource {
  resource: ResourceRow;
  warnings: string[];
}

/** What a new person needs; the other columns start with the defaults of the table. */
export type NewResource = ResourceInput & { cn: string; primaryPlatform: string; location: string };

/** Adds an active person. */
export async function createResource(tx: WriteScope, input: NewResource): Promise<ChangedResource> {
  const { cn, values, warnings } = readNewResource(input);
  const resource = await insertResource(tx, cn, values);
  if (resource) return { resource, warnings };
  throw await taken(tx, cn);
}

function readNewResource(input: NewResource): {
  cn: string;
  values: Partial<ResourceValues>;
  warnings: string[];
} {
  const issues: Issue[] = [];
  const cn = attempt(issues, () => normaliseCn(input.cn));
  const read = attempt(issues, () => readResourceInput({ ...input, ...nullsAsAbsent(input) }));
  refuseIssues(issues);
  const { values, warnings } = read as ReadResource;
  return { cn: cn as string, values, warnings };
}

/** A new person has nothing to clear: null is the same as nothing given. */
function nullsAsAbsent({ productionPercentage }: ResourceInput): ResourceInput {
  return { productionPercentage: productionPercentage ?? undefined };
}

async function taken(tx: WriteScope, cn: string): Promise<DomainError> {
  const [other] = await findResourcesByCns(tx, [cn]);
  const state = other?.isActive === false ? ', and it is inactive: reactivate it' : '';
  const message = `there is a resource ${cn} already${state}`;
  return new DomainError('CONFLICT', `cn: ${message}`, [{ path: 'cn', message, value: cn }]);
}
