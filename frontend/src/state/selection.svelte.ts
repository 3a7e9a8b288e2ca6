// What is selected (the inspector shows it) and what the pointer or the focus is on (the output shows it).

export type Selection =
  | { kind: 'node'; node: string }
  /** Two layers or more. */
  | { kind: 'nodes'; nodes: readonly string[] }
  | { kind: 'unit'; node: string; unit: number }
  | { kind: 'wire'; source: string; target: string };

export interface Hover {
  node: string;
  unit: number;
}

export class Selected {
  current = $state.raw<Selection | null>(null);

  node(node: string): void {
    this.current = { kind: 'node', node };
  }

  /** Whole layers: none, one or several. */
  nodes(nodes: readonly string[]): void {
    const [first] = nodes;
    if (first === undefined) this.clear();
    else this.current = nodes.length === 1 ? { kind: 'node', node: first } : { kind: 'nodes', nodes };
  }

  /** One layer more, or one less. */
  toggle(node: string): void {
    const { nodeIds } = this;
    this.nodes(nodeIds.includes(node) ? nodeIds.filter((one) => one !== node) : [...nodeIds, node]);
  }

  unit(node: string, unit: number): void {
    this.current = { kind: 'unit', node, unit };
  }

  wire(source: string, target: string): void {
    this.current = { kind: 'wire', source, target };
  }

  clear(): void {
    this.current = null;
  }

  /** The selected node, be it whole or one of its units; null for several, a wire or nothing. */
  get nodeId(): string | null {
    return this.current !== null && 'node' in this.current ? this.current.node : null;
  }

  /** All layers that are selected as a whole. */
  get nodeIds(): readonly string[] {
    if (this.current?.kind === 'nodes') return this.current.nodes;
    return this.current?.kind === 'node' ? [this.current.node] : [];
  }

  has(node: string): boolean {
    return this.nodeIds.includes(node);
  }
}
