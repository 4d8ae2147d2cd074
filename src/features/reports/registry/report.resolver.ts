import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { WorkTypeEnum } from '../../../platform/graphql/schema/work-type.enum';
import { YearMonthScalar } from '../../../platform/graphql/schema/scalars';
import type { RequestScope } from '../../../platform/scope/request-scope';
import type { ReportDefinition } from './definition.model';
import { checkReportNames } from './report-names.service';
import { argumentsOf } from './report-parameters.rules';
import { answerReport } from './report-table.service';
import { ComparisonModeEnum, ReportLayoutEnum } from './report-enums.type';
import { ReportAnswer, ReportInfo } from './report.type';
import type { ParameterKind, ReportArgs } from '../tables/report.model';
import { findDefinition, powerBiPathOf, REPORTS } from './reports.preset';

const TYPES: Readonly<Record<ParameterKind, object>> = {
  text: String,
  month: YearMonthScalar,
  workType: WorkTypeEnum,
  integer: Int,
  boolean: Boolean,
  layout: ReportLayoutEnum,
  mode: ComparisonModeEnum,
};

/** Queries of the reports; the field of each report is added from the registry below. */
@Resolver()
export class ReportResolver {
  @Query(() => [ReportInfo], { description: 'Every report that Headroom offers.' })
  reports(): ReportInfo[] {
    return REPORTS.map(describe);
  }

  @Query(() => ReportInfo, {
    nullable: true,
    description: 'One report’s description; null if there is none.',
  })
  reportInfo(
    @Arg('path', () => String, { description: 'Path below /api/v2/reports.' }) path: string,
  ): ReportInfo | undefined {
    const definition = findDefinition(path);
    return definition && describe(definition);
  }
}

function describe(definition: ReportDefinition): ReportInfo {
  return { ...definition, powerBiPath: powerBiPathOf(definition) };
}

for (const definition of REPORTS) addField(definition);

/** What a decorated method would be: a query named `field` whose arguments are the report's parameters. */
function addField(definition: ReportDefinition): void {
  const { field, title, description, parameters } = definition;
  const { prototype } = ReportResolver;
  const method = async (scope: RequestScope, ...values: unknown[]): Promise<unknown> => {
    const args = argsOf(definition, values);
    await checkReportNames(scope, definition, args);
    return answerReport(scope, definition, args);
  };
  Object.defineProperty(prototype, field, { value: method });
  Ctx()(prototype, field, 0);
  argumentsOf(parameters).forEach((parameter, index) => {
    const type = TYPES[parameter.kind];
    Arg(parameter.variable, () => (parameter.list ? [type] : type) as never, {
      nullable: true,
      description: parameter.description,
    })(prototype, field, index + 1);
  });
  Query(() => ReportAnswer, { description: `${title}. ${description}` })(prototype, field, { value: method });
}

function argsOf({ parameters }: ReportDefinition, values: readonly unknown[]): ReportArgs {
  return Object.fromEntries(argumentsOf(parameters).map(({ variable }, index) => [variable, values[index]]));
}
