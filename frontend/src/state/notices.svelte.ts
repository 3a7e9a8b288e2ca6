// What a person should read once: a refused edit, a restarted worker. Shown by a view until dismissed.

import type { Problem } from '../wire/types.generated';

export interface Notice {
  id: number;
  problem: Problem;
}

export class Notices {
  list = $state.raw<Notice[]>([]);
  private next = 1;

  add(...problems: Problem[]): void {
    const fresh = problems.map((problem) => ({ id: this.next++, problem }));
    this.list = [...this.list, ...fresh].slice(-4);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}
