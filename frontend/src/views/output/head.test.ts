import { describe, expect, test } from 'vitest';
import type { DataInfo, Document, GraphInfo } from '../../state/types';
import { activationOf, barsOf, decision, headOf, verdict, type Head } from './head';

const output = (activation = 'auto') =>
  ({
    id: 'out',
    name: 'Output',
    layer: { kind: 'output', activation },
    x: 0,
    y: 0
  }) as unknown as Document['network']['nodes'][0];

const document = {
  network: { nodes: [output()], wires: [] },
  training: { loss: { kind: 'squared' } }
} as unknown as Document;
const graph = { nodes: { out: { shape: [1], parameters: 9 } } } as unknown as GraphInfo;
const data = { task: 'classification', classes: ['A', 'B'] } as unknown as DataInfo;

describe('the activation of an output', () => {
  test.each([
    ['binary_cross_entropy', 2, 'sigmoid'],
    ['categorical_cross_entropy', 2, 'softmax'],
    ['categorical_cross_entropy', 3, 'softmax'],
    ['squared', 2, 'tanh'],
    ['squared', 3, 'softmax'],
    ['squared', 0, 'linear'],
    ['huber', 0, 'linear'],
    ['hinge', 2, 'linear'],
    ['hinge', 3, 'linear']
  ])('auto with %s and %i classes is %s', (loss, classes, activation) => {
    expect(activationOf(output(), loss, classes)).toBe(activation);
  });

  test('a chosen one stays', () => {
    expect(activationOf(output('sine'), 'squared', 2)).toBe('sine');
  });
});

describe('the head', () => {
  test('of two classes', () => {
    expect(headOf(document, graph, data)).toEqual({
      node: 'out',
      name: 'Output',
      units: 1,
      range: 'signed',
      meaning: 'two',
      classes: ['A', 'B'],
      limit: 0
    });
  });

  test('there is none while the output has no shape, or nothing is known', () => {
    const unknown = { nodes: { out: { shape: null, parameters: 0 } } } as unknown as GraphInfo;
    expect(headOf(document, unknown, data)).toBeNull();
    expect(headOf(document, null, data)).toBeNull();
    expect(headOf(document, graph, null)).toBeNull();
  });

  test('there is none of two', () => {
    const two = { ...document, network: { nodes: [output(), output()], wires: [] } } as unknown as Document;
    expect(headOf(two, graph, data)).toBeNull();
  });
});

describe('what the output says', () => {
  const head = (over: Partial<Head>): Head => ({
    node: 'out',
    name: 'Output',
    units: 1,
    range: 'signed',
    meaning: 'two',
    classes: ['A', 'B'],
    limit: over.range === 'share' ? 0.5 : 0,
    ...over
  });

  test('the decision changes at one half of a share, at zero otherwise', () => {
    expect(decision({ units: 1, range: 'share', limit: 0.5 }, () => 0.5)).toBe(0);
    expect(decision({ units: 1, range: 'signed', limit: 0 }, () => -0.2)).toBe(-0.2);
    expect(decision({ units: 2, range: 'share', limit: 0.5 }, (unit) => [0.25, 0.75][unit] ?? 0)).toBe(0.5);
  });

  test('a sigmoid gives the share of the class that wins', () => {
    expect(verdict(head({ range: 'share' }), [0.75])).toEqual({ winner: 1, value: 0.75, kind: 'share' });
    expect(verdict(head({ range: 'share' }), [0.25])).toEqual({ winner: 0, value: 0.75, kind: 'share' });
  });

  test('tanh gives its number', () => {
    expect(verdict(head({}), [-0.9])).toEqual({ winner: 0, value: -0.9, kind: 'number' });
  });

  test('the largest of many wins', () => {
    const many = head({ units: 3, range: 'share', meaning: 'many', classes: ['A', 'B', 'C'] });
    expect(verdict(many, [0.2, 0.1, 0.7])).toEqual({ winner: 2, value: 0.7, kind: 'share' });
  });

  test('two softmax units count as many', () => {
    expect(verdict(head({ units: 2, range: 'share' }), [0.75, 0.25])).toEqual({
      winner: 0,
      value: 0.75,
      kind: 'share'
    });
  });

  test('a number is a number', () => {
    expect(verdict(head({ range: 'free', meaning: 'number', classes: [] }), [3.5])).toEqual({
      winner: null,
      value: 3.5,
      kind: 'number'
    });
  });

  test('a ReLU output says yes from one half on, as the engine decides', () => {
    const relu = { ...document, network: { nodes: [output('relu')], wires: [] } } as unknown as Document;
    expect(headOf(relu, graph, data)?.limit).toBe(0.5);
    expect(decision({ units: 1, range: 'free', limit: 0.5 }, () => 0.4)).toBeCloseTo(-0.1);
  });

  test('one output for two classes is a bar for each of them', () => {
    expect(barsOf(head({ range: 'share' }), [0.75])).toEqual([
      { value: 0.25, length: 0.25 },
      { value: 0.75, length: 0.75 }
    ]);
    expect(barsOf(head({}), [-0.5])).toEqual([
      { value: 0.5, length: 0.75 },
      { value: -0.5, length: 0.25 }
    ]);
  });
});
