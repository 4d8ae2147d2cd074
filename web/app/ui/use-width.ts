import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/**
 * The width an element has, for drawings that fill it. Paper is laid out without telling anybody: a drawing that is printed
 * gets `onPaper` and is scaled from there by its style.
 */
export function useWidth<Element extends HTMLElement>(onPaper?: number): [RefObject<Element | null>, number] {
  const ref = useRef<Element>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = (): void => setWidth(element.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    const beforePrint = (): void => flushSync(() => setWidth(onPaper ?? element.clientWidth));
    window.addEventListener('beforeprint', beforePrint);
    window.addEventListener('afterprint', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', beforePrint);
      window.removeEventListener('afterprint', measure);
    };
  }, [onPaper]);
  return [ref, width];
}
