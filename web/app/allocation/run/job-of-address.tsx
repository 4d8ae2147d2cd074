import { useEffect } from 'react';
import { changeAddress } from '../../address/address';
import { Button } from '../../ui/button';
import { ErrorState } from '../../ui/states';
import { followJob } from './planning';
import { ProgressLine } from './progress-line';
import { usePlanning } from './use-planning';

/** Follows the job that the address names, then shows its plan. */
export function JobOfAddress({ jobId }: { jobId: string }) {
  const planning = usePlanning();
  useEffect(() => {
    void planning
      .run((onProgress, signal) => followJob(jobId, onProgress, signal))
      .then(
        (planned) => planned && changeAddress({ job: undefined, plan: planned.planHash }, { replace: true }),
      );
    // One job, followed once.
  }, [jobId]);
  return (
    <>
      <ProgressLine planning={planning} label="Planning" />
      {planning.error !== undefined && (
        <>
          <ErrorState what="There is no plan" error={planning.error} />
          <p>
            <Button onPress={() => changeAddress({ job: undefined })}>Plan anew</Button>
          </p>
        </>
      )}
    </>
  );
}
