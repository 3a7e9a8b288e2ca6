// Requests over HTTP. Every failure becomes problems with words, whatever went wrong underneath.

import type {
  Catalogue,
  Document,
  ExampleReply,
  ExampleSummary,
  GalleryReply,
  Problem,
  SessionOpened,
  SessionReply,
  SketchReply,
  SpreadReply,
  TrailReply
} from '../wire/types.generated';

/** What of a layer is spread over time. */
export const QUANTITIES = ['weights', 'activations', 'gradients'] as const;
export type Quantity = (typeof QUANTITIES)[number];

export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly problems: Problem[]
  ) {
    super(problems.map((problem) => problem.code).join(', '));
  }
}

const problem = (code: string, params: Problem['params'] = {}): Problem => ({ code, params, node: null });

async function failure(response: Response): Promise<RequestError> {
  const body = (await response.json().catch(() => null)) as { problems?: Problem[] } | null;
  const problems = body?.problems ?? [problem('client.http', { status: response.status })];
  return new RequestError(response.status, problems);
}

/** `base` is where the server's paths begin, with a slash at its end. */
export class Rest {
  constructor(
    readonly base: string,
    private readonly fetch: typeof globalThis.fetch
  ) {}

  private async request(path: string, init: RequestInit = {}): Promise<Response> {
    let response: Response;
    try {
      response = await this.fetch(this.base + path, init);
    } catch {
      throw new RequestError(0, [problem('client.unreachable')]);
    }
    if (!response.ok) throw await failure(response);
    return response;
  }

  private async json<T>(path: string, init?: RequestInit): Promise<T> {
    return (await (await this.request(path, init)).json()) as T;
  }

  catalogue = () => this.json<Catalogue>('api/catalogue');
  examples = () => this.json<ExampleSummary[]>('api/examples');
  example = (name: string) => this.json<ExampleReply>(`api/examples/${encodeURIComponent(name)}`);
  gallery = () => this.json<GalleryReply>('api/gallery');
  /** Whether a session is there, as far as can be told: false only where the server has said so. */
  async mayHave(session: string): Promise<boolean> {
    try {
      await this.session(session);
      return true;
    } catch (error) {
      return !(error instanceof RequestError && error.status === 404);
    }
  }

  session = (id: string) => this.json<SessionReply>(`api/sessions/${encodeURIComponent(id)}`);
  open = (document: Document) =>
    this.json<SessionOpened>('api/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document)
    });

  trail = (id: string) => this.json<TrailReply>(`api/sessions/${encodeURIComponent(id)}/trail`);
  spread = (id: string, node: string, of: Quantity) =>
    this.json<SpreadReply>(`api/sessions/${encodeURIComponent(id)}/trail/${encodeURIComponent(node)}/${of}`);
  sketch = (key: string, of: Document, where: { node?: string | undefined; value?: number | undefined }) => {
    const query = new URLSearchParams();
    if (where.node !== undefined) query.set('node', where.node);
    if (where.value !== undefined) query.set('value', String(where.value));
    return this.json<SketchReply>(`api/sketches/${encodeURIComponent(key)}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(of)
    });
  };

  weightsPath = (id: string) => `${this.base}api/sessions/${encodeURIComponent(id)}/weights`;
  loadWeights = async (id: string, file: Blob) => {
    await this.request(`api/sessions/${encodeURIComponent(id)}/weights`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: file
    });
  };

  socketUrl(id: string, metrics: number, origin: string): string {
    const url = new URL(`${this.base}api/sessions/${encodeURIComponent(id)}/socket`, origin);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    url.searchParams.set('metrics', String(metrics));
    return url.href;
  }
}
