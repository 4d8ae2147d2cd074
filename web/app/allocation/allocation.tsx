import { useAddress } from '../address/address';
import { useReport } from '../data/report';
import { useViewer } from '../data/viewer';
import { ToImport } from '../shell/to-import';
import { EmptyState } from '../ui/states';
import { PlanOfAddress } from './plan/plan-of-address';
import { JobOfAddress } from './run/job-of-address';
import { Setup } from './setup';

/** Plans who works on what: options, preview with its proof, then apply or discard. */
export function Allocation() {
  const { search } = useAddress();
  const { reports, loaded } = useReport();
  const mayPlan = useViewer()?.can.includes('ALLOCATE') ?? true;
  const [plan, job] = [search.get('plan'), search.get('job')];
  if (plan) return <PlanOfAddress key={plan} planHash={plan} />;
  if (job) return <JobOfAddress key={job} jobId={job} />;
  if (!mayPlan)
    return (
      <EmptyState title="Plans are made by planners">
        <p>You can look at a plan that somebody sends you as a link.</p>
      </EmptyState>
    );
  if (loaded.data && reports.length === 0)
    return (
      <EmptyState title="There is nothing to plan yet">
        <p>A plan needs weeks, a forecast and people.</p>
        <ToImport text="Import files" />
      </EmptyState>
    );
  return <Setup />;
}
