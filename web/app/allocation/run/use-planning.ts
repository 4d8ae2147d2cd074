import { useEffect, useRef, useState } from 'react';
import { cancelJob, type Planned, type PlanningProgress } from './planning';

/** Work of the planner that goes on. */
export interface Planning {
  isRunning: boolean;
  progress: PlanningProgress | undefined;
  error: unknown;
  /** Runs it; undefined if it failed, which stays in `error`. */
  run(work: PlanningWork): Promise<Planned | undefined>;
  /** Asks the server to stop. */
  stop(): void;
}

/** Starts the work and reports how far it is. */
export type PlanningWork = (
  onProgress: (progress: PlanningProgress) => void,
  signal: AbortSignal,
) => Promise<Planned>;

/** Keeps track of one piece of planning at a time. */
export function usePlanning(): Planning {
  const [isRunning, setRunning] = useState(false);
  const [progress, setProgress] = useState<PlanningProgress>();
  const [error, setError] = useState<unknown>();
  const controller = useRef<AbortController>(undefined);
  // Who leaves the section leaves the job at work; its plan is kept.
  useEffect(() => () => controller.current?.abort(), []);
  return {
    isRunning,
    progress,
    error,
    stop: () => {
      if (progress) void cancelJob(progress.jobId);
    },
    run: async (work) => {
      controller.current?.abort();
      const own = new AbortController();
      controller.current = own;
      setRunning(true);
      setProgress(undefined);
      setError(undefined);
      try {
        return await work(setProgress, own.signal);
      } catch (failure) {
        if (!own.signal.aborted) setError(failure);
        return undefined;
      } finally {
        if (!own.signal.aborted) setRunning(false);
      }
    },
  };
}
