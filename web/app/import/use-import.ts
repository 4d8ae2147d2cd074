import { useEffect, useRef, useState } from 'react';
import { changeSetOf, newRequestId } from '../data/change';
import { asOwnChange, checkFreshness } from '../data/live';
import type { ImportKind } from '../generated/graphql';
import { kindOf, type OptionName, type Options } from './kinds';
import { checkFile, recognise, sendFile, type ImportAnswer, type Progress, type Recognised } from './upload';

/** Where an import stands. */
export interface ImportState {
  file?: File;
  recognised?: Recognised;
  kind?: ImportKind | undefined;
  options: Options;
  busy?: 'recognising' | 'checking' | 'applying' | undefined;
  progress?: Progress | undefined;
  /** What would happen, or has happened once `applied`. */
  answer?: ImportAnswer | undefined;
  applied?: { changeSet: string | undefined } | undefined;
  error?: unknown;
  /** The reader stopped it; nothing was saved. */
  stopped?: boolean | undefined;
}

/** An import and what can be done with it. */
export interface Import {
  state: ImportState;
  choose(file: File): void;
  setKind(kind: ImportKind): void;
  setOption(name: OptionName, value: string): void;
  apply(): void;
  stop(): void;
  /** Checks once more. */
  again(): void;
  startOver(): void;
}

const EMPTY: ImportState = { options: {} };
/** Typing in an option is not asked about letter by letter. */
const PAUSE_MS = 400;

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Keeps one import: the file is recognised, then checked without saving, again with every other option. */
export function useImport(): Import {
  const [state, setState] = useState<ImportState>(EMPTY);
  const running = useRef<AbortController>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const stop = (): void => {
    clearTimeout(timer.current);
    running.current?.abort();
  };
  // Who leaves the section while a file is saved leaves it to be saved.
  const isApplying = useRef(false);
  useEffect(
    () => () => {
      if (!isApplying.current) stop();
    },
    [],
  );

  /** Runs one step; a later one takes its place. */
  const run = (start: Partial<ImportState>, work: (signal: AbortSignal) => Promise<Partial<ImportState>>) => {
    stop();
    const controller = new AbortController();
    running.current = controller;
    const isLatest = (): boolean => running.current === controller;
    setState((before) => ({
      ...before,
      error: undefined,
      progress: undefined,
      stopped: undefined,
      ...start,
    }));
    isApplying.current = start.busy === 'applying';
    work(controller.signal).then(
      (done) => isLatest() && setState((before) => ({ ...before, busy: undefined, ...done })),
      (error: unknown) =>
        isLatest() &&
        setState((before) => ({
          ...before,
          busy: undefined,
          ...(isAbort(error) ? { stopped: true } : { error }),
        })),
    );
  };
  const onProgress = (progress: Progress): void => setState((before) => ({ ...before, progress }));

  const check = (next: ImportState): void => {
    const { file, options } = next;
    const kind = kindOf(next.kind);
    if (!file || !kind) return;
    run({ ...next, busy: 'checking', applied: undefined }, async (signal) => ({
      answer: await checkFile(file, {
        kind,
        options: fitting(options, kind.options),
        signal,
        onProgress,
        requestId: newRequestId(),
      }),
    }));
  };

  return {
    state,
    stop,
    again: () => check(state),
    startOver: () => {
      stop();
      running.current = undefined;
      setState(EMPTY);
    },
    choose: (file) =>
      run({ ...EMPTY, file, kind: undefined, ...NOTHING, busy: 'recognising' }, async (signal) => {
        const recognised = await recognise(file, signal);
        const kind = recognised.kinds.find(({ missing }) => missing.length === 0)?.kind;
        const next: ImportState = { file, recognised, kind, options: {} };
        if (kind) setTimeout(() => check(next));
        return next;
      }),
    setKind: (kind) => check({ ...state, ...NOTHING, kind, options: {} }),
    setOption: (name, value) => {
      const { [name]: _, ...others } = state.options;
      const next = { ...state, options: value === '' ? others : { ...others, [name]: value } };
      setState(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => check(next), PAUSE_MS);
    },
    apply: () => {
      const { file, options, answer } = state;
      const kind = kindOf(state.kind);
      if (!file || !kind || !answer) return;
      run({ busy: 'applying' }, async (signal) => {
        const requestId = newRequestId();
        const done = await asOwnChange(async () => {
          const saved = await sendFile(file, {
            kind,
            options: fitting(options, kind.options),
            signal,
            onProgress,
            dryRun: false,
            skipFailed: answer.counts.failed > 0,
            requestId,
          });
          await checkFreshness();
          return saved;
        });
        return { answer: done, applied: { changeSet: await changeSetOf(requestId) } };
      });
    },
  };
}

const NOTHING = { answer: undefined, applied: undefined } as const;

function fitting(options: Options, names: readonly OptionName[]): Options {
  return Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name as OptionName)));
}
