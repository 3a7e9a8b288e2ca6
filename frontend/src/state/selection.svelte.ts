// What is selected (the inspector shows it) and what the pointer or the focus is on (the output shows it).

export type Selection =
  | { kind: 'node'; node: string }
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

  unit(node: string, unit: number): void {
    this.current = { kind: 'unit', node, unit };
  }

  wire(source: string, target: string): void {
    this.current = { kind: 'wire', source, target };
  }

  clear(): void {
    this.current = null;
  }

  /** The selected node, be it whole or one of its units; null for a wire or nothing. */
  get nodeId(): string | null {
    return this.current === null || this.current.kind === 'wire' ? null : this.current.node;
  }
}
