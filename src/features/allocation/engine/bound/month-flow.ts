import type { Eligibility } from '../problem/problem';

/** Seen by every search. */
const CLOSED = 0x7fffffff;

/**
 * Hours of one month as a flow class → demand. `augment` sends more hours to a demand along shortest residual paths:
 * straight from a class with free hours, or by taking a class from another demand that is then made up from elsewhere.
 * A demand never loses hours by it. All amounts are whole micro-hours, so paths need no tolerance.
 */
export class MonthFlow {
  /** Hours of each class not given to any demand. */
  readonly free: Float64Array;
  /** Hours on each arc. */
  readonly onArc: Float64Array;
  /** Hours each demand receives. */
  readonly served: Float64Array;
  /** Demands of the last search, in the order they were reached; `reachedCount` of them. */
  readonly reached: Int32Array;
  reachedCount = 0;
  /** Classes of the last search. */
  readonly reachedClass: Int32Array;
  reachedClassCount = 0;

  private readonly demandVia: Int32Array;
  private readonly classVia: Int32Array;
  private readonly demandSeen: Int32Array;
  private readonly classSeen: Int32Array;
  private search = 0;

  constructor(
    private readonly graph: Eligibility,
    supply: Float64Array,
    demandCount: number,
  ) {
    this.free = supply.slice();
    this.onArc = new Float64Array(graph.arcCount);
    this.served = new Float64Array(demandCount);
    this.reached = new Int32Array(demandCount);
    this.reachedClass = new Int32Array(graph.classCount);
    this.demandVia = new Int32Array(demandCount);
    this.classVia = new Int32Array(graph.classCount);
    this.demandSeen = new Int32Array(demandCount);
    this.classSeen = new Int32Array(graph.classCount);
  }

  /** Puts hours on an arc that its class still has free, before any `augment`. */
  seed(arc: number, amount: number): void {
    this.free[this.graph.arcClass[arc] as number] =
      (this.free[this.graph.arcClass[arc] as number] as number) - amount;
    this.onArc[arc] = (this.onArc[arc] as number) + amount;
    this.served[this.graph.arcDemand[arc] as number] =
      (this.served[this.graph.arcDemand[arc] as number] as number) + amount;
  }

  /** Sends up to `wanted` micro-hours more to demand d and returns how many arrived; fewer means nothing more can. */
  augment(d: number, wanted: number): number {
    let sent = this.takeFree(d, wanted);
    while (sent < wanted) {
      const more = this.searchAndPush(d, wanted - sent);
      if (more === 0) break;
      sent += more;
    }
    this.served[d] = (this.served[d] as number) + sent;
    return sent;
  }

  /** Hours straight from the demand's own classes, least flexible first. */
  private takeFree(d: number, wanted: number): number {
    const { demandStart, demandArc, demandClass } = this.graph;
    const { free, onArc } = this;
    let sent = 0;
    for (let i = demandStart[d] as number; i < (demandStart[d + 1] as number) && sent < wanted; i += 1) {
      const k = demandClass[i] as number;
      const available = free[k] as number;
      if (available === 0) continue;
      const arc = demandArc[i] as number;
      const amount = available < wanted - sent ? available : wanted - sent;
      free[k] = available - amount;
      onArc[arc] = (onArc[arc] as number) + amount;
      sent += amount;
    }
    return sent;
  }

  /**
   * Breadth-first search from demand d that sends hours whenever it meets a class with free ones; returns how many. Paths sent
   * along before stay valid until they run dry. After 0 everything reached is saturated.
   */
  private searchAndPush(d: number, wanted: number): number {
    const { demandStart, demandClass, demandArc } = this.graph;
    const { reached, classSeen, free, classVia, reachedClass } = this;
    this.search += 1;
    this.demandSeen[d] = this.search;
    reached[0] = d;
    this.reachedCount = 1;
    this.reachedClassCount = 0;
    let sent = 0;
    for (let head = 0; head < this.reachedCount; head += 1) {
      const from = reached[head] as number;
      for (let i = demandStart[from] as number; i < (demandStart[from + 1] as number); i += 1) {
        const k = demandClass[i] as number;
        if ((classSeen[k] as number) >= this.search) continue;
        classSeen[k] = this.search;
        classVia[k] = demandArc[i] as number;
        if ((free[k] as number) > 0) {
          sent += this.push(d, k, wanted - sent);
          if (sent === wanted) return sent;
        }
        reachedClass[this.reachedClassCount] = k;
        this.reachedClassCount += 1;
        this.reachDemands(k);
      }
    }
    return sent;
  }

  /** Leaves class k out of all later searches: nothing reachable from it has free hours, now or later. */
  close(k: number): void {
    this.classSeen[k] = CLOSED;
  }

  /** Every demand that has hours of class k can pass them on. */
  private reachDemands(k: number): void {
    const { classStart, arcDemand } = this.graph;
    const { onArc, demandSeen, demandVia, reached, search } = this;
    const end = classStart[k + 1] as number;
    let count = this.reachedCount;
    for (let arc = classStart[k] as number; arc < end; arc += 1) {
      if (onArc[arc] === 0) continue;
      const d = arcDemand[arc] as number;
      if (demandSeen[d] === search) continue;
      demandSeen[d] = search;
      demandVia[d] = arc;
      reached[count] = d;
      count += 1;
    }
    this.reachedCount = count;
  }

  /** Sends the bottleneck along the path just found; 0 when hours sent before have used it up. */
  private push(d: number, end: number, wanted: number): number {
    const { arcDemand, arcClass } = this.graph;
    const { free, onArc, classVia, demandVia } = this;
    let amount = (free[end] as number) < wanted ? (free[end] as number) : wanted;
    for (let at = arcDemand[classVia[end] as number] as number; at !== d;) {
      const arc = demandVia[at] as number;
      if ((onArc[arc] as number) < amount) amount = onArc[arc] as number;
      at = arcDemand[classVia[arcClass[arc] as number] as number] as number;
    }
    if (amount === 0) return 0;
    free[end] = (free[end] as number) - amount;
    onArc[classVia[end] as number] = (onArc[classVia[end] as number] as number) + amount;
    for (let at = arcDemand[classVia[end] as number] as number; at !== d;) {
      const arc = demandVia[at] as number;
      onArc[arc] = (onArc[arc] as number) - amount;
      const via = classVia[arcClass[arc] as number] as number;
      onArc[via] = (onArc[via] as number) + amount;
      at = arcDemand[via] as number;
    }
    return amount;
  }
}
