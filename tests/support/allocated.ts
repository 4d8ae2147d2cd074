import { GCProfiler, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that `work` takes, whatever is collected meanwhile; buffers are not part of the heap. */
export async function countAllocated(work: () => Promise<unknown>): Promise<number> {
  collect();
  const profiler = new GCProfiler();
  profiler.start();
  let used = getHeapStatistics().used_heap_size;
  let bytes = 0;
  await work();
  const after = getHeapStatistics().used_heap_size;
  for (const { beforeGC, afterGC } of profiler.stop().statistics) {
    bytes += beforeGC.heapStatistics.usedHeapSize - used;
    used = afterGC.heapStatistics.usedHeapSize;
  }
  return bytes + after - used;
}
