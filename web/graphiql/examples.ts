/** Worked queries that answer on the demo data, each in a tab of its own. */
export const EXAMPLES: readonly { query: string; variables?: string }[] = [
  {
    query: `# The capacity tree of the current report: lines of business → states → case types.
# Ctrl-Space completes, Ctrl-Enter runs, hover explains.
query CapacityTree {
  capacityTree {
    months
    lobs {
      name
      metrics { forecast capacity gap coverage fteCount fteEquivalent fteRequired }
      tierBreakdown { label count }
      states {
        name
        metrics { forecast capacity gap }
        caseTypes { name metrics { forecast capacity gap fteRequired } }
      }
    }
  }
}
`,
  },
  {
    query: `# Six months of the Amisys lines of business, as a chart needs them.
query Trend($platforms: [String!]) {
  capacityTree(filter: { platforms: $platforms }) {
    series { month forecast capacity gap coverage }
  }
}
`,
    variables: `{ "platforms": ["Amisys"] }`,
  },
  {
    query: `# Who works where in one week, with each person's percentage and tier.
query Week($year: Int!, $week: Int!) {
  assignments(filter: { years: [$year], weekNumbers: [$week] }, first: 20) {
    totalCount
    nodes {
      resource { cn firstName lastName }
      demandMainLob demandState demandCaseType
      productionPercentage weeklyCapacity
      tier { tierName }
    }
  }
}
`,
    variables: `{ "year": 2025, "week": 20 }`,
  },
  {
    query: `# Who changed what, newest first.
query History {
  history(first: 10) {
    nodes { id action actor createdDatetime entries(first: 3) { totalCount nodes { entityKey before after } } }
  }
}
`,
  },
];
