// A drawing context that only remembers what it was told, for tests of painters where there is no canvas.

export interface Call {
  name: string;
  args: unknown[];
  /** The settings at that moment. */
  style: { strokeStyle: string; fillStyle: string; lineWidth: number; globalAlpha: number; dash: number[] };
}

export class Recorder {
  readonly calls: Call[] = [];
  strokeStyle = '';
  fillStyle = '';
  lineWidth = 1;
  globalAlpha = 1;
  private dash: number[] = [];

  setLineDash(dash: number[]): void {
    this.dash = dash;
  }

  /** Calls of a method. */
  of(name: string): Call[] {
    return this.calls.filter((call) => call.name === name);
  }

  private note(name: string, args: unknown[]): void {
    const { strokeStyle, fillStyle, lineWidth, globalAlpha, dash } = this;
    this.calls.push({ name, args, style: { strokeStyle, fillStyle, lineWidth, globalAlpha, dash } });
  }

  /** As the context that a painter takes. */
  get context(): CanvasRenderingContext2D {
    return new Proxy(this as unknown as CanvasRenderingContext2D, {
      get: (target, name) => {
        const own = Reflect.get(target, name) as unknown;
        if (typeof own === 'function') return own.bind(target) as unknown;
        return own ?? ((...args: unknown[]) => this.note(String(name), args));
      }
    });
  }
}
