interface MonthMetrics {
  month: string;
  forecast: number;
  capacity: number;
  gap: number;
  coverage: number | null;
  fteCount: number;
}

const QUERY = `query StartPage {
  capacityTree { reportMonth reportYear series { month forecast capacity gap coverage fteCount } }
}`;

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

function cell(tag: 'td' | 'th', text: string, className = ''): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function row(tag: 'td' | 'th', texts: readonly string[], classes: readonly string[] = []): HTMLElement {
  const element = document.createElement('tr');
  element.append(...texts.map((text, i) => cell(tag, text, classes[i])));
  return element;
}

function table(months: readonly MonthMetrics[]): HTMLElement {
  const element = document.createElement('table');
  element.append(row('th', ['Month', 'Forecast', 'Capacity', 'Gap', 'Coverage', 'People']));
  for (const month of months) {
    const tone = month.gap < 0 ? 'short' : 'spare';
    const coverage = month.coverage === null ? '–' : percent.format(month.coverage);
    const texts = [
      month.month,
      whole.format(month.forecast),
      whole.format(month.capacity),
      whole.format(month.gap),
      coverage,
      whole.format(month.fteCount),
    ];
    element.append(row('td', texts, ['', '', '', tone]));
  }
  return element;
}

async function show(target: HTMLElement): Promise<void> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { capacityTree: { reportMonth: string; reportYear: number; series: MonthMetrics[] } | null };
    errors?: { message: string }[];
  };
  const tree = data?.capacityTree;
  if (errors?.[0]) throw new Error(errors[0].message);
  if (!tree) {
    target.textContent =
      'No forecast has been imported yet. `npm run demo` loads demo data; docs/importing.md says how to load your own.';
    return;
  }
  const caption = document.createElement('p');
  caption.textContent = `${tree.reportMonth} ${tree.reportYear}, cases a month`;
  target.replaceChildren(caption, table(tree.series));
}

const target = document.getElementById('report');
if (target) {
  show(target).catch((error: unknown) => {
    target.textContent = `The report could not be read: ${error instanceof Error ? error.message : String(error)}`;
  });
}
