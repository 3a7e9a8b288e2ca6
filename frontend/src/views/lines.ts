// How the lines of charts are told apart: by colour and by dashes, the same in every chart.

export const LINE_STYLE: Record<'train' | 'validation' | 'penalty', { token: string; dash: number[] }> = {
  train: { token: '--text-1', dash: [] },
  validation: { token: '--cat-4', dash: [5, 3] },
  penalty: { token: '--text-3', dash: [1.5, 2.5] }
};
