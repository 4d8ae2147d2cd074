import { Component, lazy, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react';
import { ErrorState } from '../ui/states';

/** A part of the page that did not arrive. The browser keeps such a failure: only the page as a whole can be loaded again. */
class NotLoadedError extends Error {
  constructor(cause: unknown) {
    super('It could not be loaded: the server cannot be reached, or it has been updated meanwhile.', {
      cause,
    });
  }
}

/** A part of the page that is loaded when it is first shown. */
export function later<Module, Props>(
  load: () => Promise<Module>,
  pick: (module: Module) => ComponentType<Props>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: pick(await load()) };
    } catch (cause) {
      throw new NotLoadedError(cause);
    }
  });
}

/** Loads the page again at its address, once there is a server to load it from. */
async function reload(): Promise<void> {
  try {
    await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
    location.reload();
  } catch {
    // Still nobody there: what stands on screen stays true.
  }
}

interface BoundaryProps {
  title: string;
  children: ReactNode;
}

/** A fault in one part of the page leaves the others usable. */
export class Boundary extends Component<BoundaryProps, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <ErrorState
        what={`${this.props.title} could not be shown`}
        error={error}
        onRetry={() => {
          if (error instanceof NotLoadedError) void reload();
          else this.setState({ error: undefined } as never);
        }}
      />
    );
  }
}
