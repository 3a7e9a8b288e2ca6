// What the page asks the server besides its session: small pictures. Nothing is kept, and no answer is null.

import { RequestError, type Rest } from '../client/rest';
import type { Document, GalleryReply, Sketch } from '../wire/types.generated';

/** The answer, or null when the server gives none: whoever asks can do without. */
async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RequestError) return null;
    throw error;
  }
}

export class Questions {
  constructor(
    private readonly rest: Rest,
    private readonly document: () => Document
  ) {}

  /** What every example learned. */
  gallery(): Promise<GalleryReply | null> {
    return orNull(this.rest.gallery());
  }

  /** What a control does, for the document as it is now; null where there is nothing to draw. */
  async sketch(
    key: string,
    where: { node?: string | undefined; value?: number | undefined } = {}
  ): Promise<Sketch | null> {
    const answer = await orNull(this.rest.sketch(key, this.document(), where));
    return answer?.sketch ?? null;
  }
}
