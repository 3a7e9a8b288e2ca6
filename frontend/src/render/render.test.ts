// The pure parts of drawing, with small arrays worked by hand.
import { describe, expect, test, vi } from 'vitest';
import { decadesAround, decadeTicks, endAbove, linearAround, niceAbove, steadyLimit, ticks } from './axis';
import { epochsOf, nearestIndex, reach, spread, binned } from './chart';
import { classTables, inkOn } from './classes';
import { parseHex, type Palette } from './colours';
import { contour, decode, margin, paintAmounts, paintClasses, paintSigned, smoothed, winners } from './field';
import { drawMarker, markerPath, MARKERS, outline } from './markers';
import { accuracy, mistakes, strengths } from './matrix';
import { drawPoints, nearest, toPixel, toPlane } from './points';
import { drawScatter, scatterScale } from './scatter';

/** A context that writes down what is asked of it. */
function recorder(): { ctx: CanvasRenderingContext2D; calls: string[] } {
  const calls: string[] = [];
  const methods = new Proxy<Record<string, unknown>>(
    {},
    {
      get:
        (_, name) =>
        (...args: unknown[]) => {
          calls.push(
            `${String(name)}(${args.map((arg) => (typeof arg === 'number' ? Number(arg.toFixed(2)) : arg)).join(' ')})`
          );
        },
      set: (_, name, value) => {
        calls.push(`${String(name)} = ${String(value)}`);
        return true;
      }
    }
  );
  return { ctx: methods as unknown as CanvasRenderingContext2D, calls };
}

const palette = {
  css: (name: string) => ({ '--div-0': '#000000', '--cat-1': '#ffffff', '--cat-2': '#ff0000' })[name] ?? '#808080'
} as Palette;

describe('axes', () => {
  test.each([
    [0.7, 1],
    [1, 1],
    [1.2, 2],
    [34, 50],
    [0.00061, 0.001]
  ])('above %s stands %s', (value, nice) => {
    expect(niceAbove(value)).toBe(nice);
  });

  test.each([
    [2594, 3000],
    [11, 15],
    [0.7, 0.8],
    [9.5, 10]
  ])('an axis for %s ends at %s', (value, end) => {
    expect(endAbove(value)).toBe(end);
  });

  test('ticks are multiples of 1, 2 or 5', () => {
    expect(ticks(0, 380, 4)).toEqual([0, 100, 200, 300]);
    expect(ticks(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(ticks(3, 3, 4)).toEqual([3]);
  });

  test('a logarithmic axis has whole decades', () => {
    expect(decadesAround({ low: 0.0031, high: 0.71 })).toEqual({ low: 0.001, high: 1 });
    expect(decadesAround({ low: 0.1, high: 0.1 })).toEqual({ low: 0.1, high: 1 });
    expect(decadeTicks(0.001, 1, 5)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(decadeTicks(1e-8, 1, 5)).toEqual([1e-8, 1e-6, 1e-4, 0.01, 1]);
  });

  test('a linear axis begins at zero unless the data goes below', () => {
    expect(linearAround({ low: 0.2, high: 0.71 })).toEqual({ low: 0, high: 1 });
    expect(linearAround({ low: -0.3, high: 3 })).toEqual({ low: -0.5, high: 5 });
  });

  test('a limit holds still until the data leaves it by a fifth', () => {
    expect(steadyLimit(0, 0.8)).toBe(1);
    expect(steadyLimit(1, 1.19)).toBe(1);
    expect(steadyLimit(1, 1.21)).toBe(2);
    expect(steadyLimit(1, 0.41)).toBe(1);
    expect(steadyLimit(1, 0.3)).toBe(0.5);
    expect(steadyLimit(0, 0)).toBe(1);
  });
});

describe('the loss curve', () => {
  test('a single step lies between the ends of its epoch', () => {
    const columns = { step: [0, 10, 11, 12, 20], epoch: [0, 1, 1, 1, 2] };
    const times = [...epochsOf(columns, [0, 1, 2, 3, 4], 10)];
    expect(times.map((time) => Number(time.toFixed(3)))).toEqual([0, 1, 1.1, 1.2, 2]);
  });

  test('a step with one example alone is none of its epoch: what follows lies where the server counts it', () => {
    const columns = { step: [0, 10, 14, 15, 17, 21, 23], epoch: [0, 1, 1, 1, 1, 2, 2] };
    const times = [...epochsOf(columns, [0, 1, 2, 3, 4, 5, 6], 10, [14])];
    expect(times.map((time) => Number(time.toFixed(3)))).toEqual([0, 1, 1.4, 1.4, 1.6, 2, 2.2]);
  });

  test('many points become columns with their least, greatest and mean', () => {
    const columns = binned([0, 1, 2, 3], [1, 3, 10, 20], 2, false);
    expect([...columns.x]).toEqual([0.5, 2.5]);
    expect([...columns.low]).toEqual([1, 10]);
    expect([...columns.high]).toEqual([3, 20]);
    expect([...columns.middle]).toEqual([2, 15]);
  });

  test('on a logarithmic axis the mean is that of the logarithms, and zero has no place', () => {
    const columns = binned([0, 1, 2, 3], [1, 100, 0, Number.NaN], 2, true);
    expect([...columns.x]).toEqual([0.5]);
    expect(columns.middle[0]).toBeCloseTo(10, 9);
  });

  test('reach looks at finite values only, and above zero for a logarithmic axis', () => {
    expect(reach([[1, Number.NaN, 0, Infinity], [0.5]], true)).toEqual({ low: 0.5, high: 1 });
    expect(reach([[1, -2]], false)).toEqual({ low: -2, high: 1 });
    expect(reach([[Number.NaN]], false)).toBeNull();
  });

  test('the nearest record', () => {
    expect(nearestIndex([0, 1, 2, 10], 1.4)).toBe(1);
    expect(nearestIndex([0, 1, 2, 10], 7)).toBe(3);
    expect(nearestIndex([0, 1], 99)).toBe(1);
    expect(nearestIndex([], 1)).toBe(-1);
  });

  test('names at line ends never overlap and never leave the chart', () => {
    expect(spread([50, 52], 31, 0, 150)).toEqual([50, 81]);
    expect(spread([140, 139], 31, 0, 150)).toEqual([119, 88]);
    expect(spread([20, 90], 31, 0, 150)).toEqual([20, 90]);
  });
});

describe('fields', () => {
  test('bytes stand for values between lo and hi', () => {
    const grid = { values: new Uint8Array([9, 0, 255]), offset: 1, width: 2, height: 1, lo: -2, hi: 2, bytes: true };
    expect([...decode(grid, new Float32Array(2))]).toEqual([-2, 2]);
  });

  test('a signed field takes the ends of the table, times its strength, at the limit and beyond', () => {
    const table = Uint32Array.from({ length: 512 }, (_, i) => i);
    const pixels = new Uint32Array(4);
    paintSigned([-1, 0, 1, 7], 1, 1, table, pixels);
    expect([...pixels]).toEqual([0, 256, 511, 511]);
    paintSigned([-1, 0, 1, 7], 1, 0.5, table, pixels);
    expect([...pixels]).toEqual([128, 256, 383, 383]);
  });

  test('an amount takes the table from its beginning', () => {
    const table = Uint32Array.from({ length: 512 }, (_, i) => i);
    const pixels = new Uint32Array(4);
    paintAmounts([-1, 0, 1, 2], 2, 1, table, pixels);
    expect([...pixels]).toEqual([0, 0, 256, 511]);
    paintAmounts([-1, 0, 1, 2], 2, 0.5, table, pixels);
    expect([...pixels]).toEqual([0, 0, 128, 256]);
  });

  test('the winner leads by the difference to the next', () => {
    const winner = new Uint8Array(2);
    const lead = new Float32Array(2);
    winners([Float32Array.of(0.75, 0.25), Float32Array.of(0.25, 0.5), Float32Array.of(0, 0.25)], 1, winner, lead);
    expect([...winner]).toEqual([0, 1]);
    expect([...lead]).toEqual([0.5, 0.25]);
  });

  test('a sure class is full, an unsure one pale', () => {
    const pixels = new Uint32Array(2);
    paintClasses(Uint8Array.of(0, 1), Float32Array.of(1, 0), 1, classTables(palette), pixels);
    const bytes = [...new Uint8Array(pixels.buffer)];
    expect(bytes.slice(0, 4)).toEqual([255, 255, 255, 255]);
    expect(bytes.slice(4, 8)).toEqual([64, 0, 0, 255]);
  });

  test('the contour crosses between the cells, nearer to the smaller value', () => {
    // Columns −1 and 3: the line lies a quarter of the way.
    expect(contour([-1, 3, -1, 3], 2, 2, 0)).toEqual([0.25, 0, 0.25, 1]);
    expect(contour([1, 1, 1, 1], 2, 2, 0)).toEqual([]);
  });

  test('a blur keeps what is even and a slope, and spreads a spike', () => {
    const into = new Float32Array(9);
    expect([...smoothed([3, 3, 3, 3, 3, 3, 3, 3, 3], 3, 3, into)]).toEqual(new Array(9).fill(3));
    expect(smoothed([0, 1, 2, 0, 1, 2, 0, 1, 2], 3, 3, into)[4]).toBe(1);
    expect([...smoothed([0, 0, 0, 0, 16, 0, 0, 0, 0], 3, 3, into)]).toEqual([1, 2, 1, 2, 4, 2, 1, 2, 1]);
  });

  test('a class leads by its distance to the best of the others', () => {
    const scores = [Float32Array.of(0.75, 0.25), Float32Array.of(0.25, 0.5), Float32Array.of(0, 0.25)];
    expect([...margin(scores, 0, new Float32Array(2))]).toEqual([0.5, -0.25]);
    expect([...margin(scores, 2, new Float32Array(2))]).toEqual([-0.75, -0.25]);
  });

  test('ink on light, paper on dark', () => {
    expect(inkOn('rgb(245 244 242)')).toBe('#1b1a18');
    expect(inkOn('rgb(80 45 127)')).toBe('#ffffff');
    expect(inkOn('rgb(150 106 208)')).toBe('#000000');
  });
});

test('colours are read as they are written and as a minifier writes them', () => {
  expect(parseHex(' #d05b17')).toEqual([208, 91, 23]);
  expect(parseHex('#fff')).toEqual([255, 255, 255]);
  expect(parseHex('#0af')).toEqual([0, 170, 255]);
});

describe('markers', () => {
  test('there are ten shapes, all different', () => {
    const paths = MARKERS.map((_, k) => markerPath(k + 1, 6, 6, 4));
    expect(new Set(paths).size).toBe(10);
    expect(outline(1)).toBeNull();
    expect(outline(11)).toBe(outline(1));
    expect(markerPath(2, 6, 6, 5)).toBe('M1.6 1.6L10.4 1.6L10.4 10.4L1.6 10.4z');
  });

  test('a filled marker wears a ring; a hollow one is the ring with an outline', () => {
    const { ctx, calls } = recorder();
    drawMarker(ctx, 1, 5, 5, 3, { fill: 'blue', ring: 'white', hollow: false });
    expect(calls).toContain('arc(5 5 3 0 6.28)');
    expect(calls.filter((call) => call.startsWith('strokeStyle'))).toEqual(['strokeStyle = white']);
    expect(calls).toContain('fillStyle = blue');
    calls.length = 0;
    drawMarker(ctx, 2, 5, 5, 3, { fill: 'blue', ring: 'white', hollow: true });
    expect(calls.filter((call) => call.startsWith('strokeStyle'))).toEqual([
      'strokeStyle = white',
      'strokeStyle = blue'
    ]);
    expect(calls).toContain('fillStyle = white');
  });
});

describe('points', () => {
  const view = { extent: 6, size: 120 };

  test('the top of the picture is the largest x2', () => {
    expect(toPixel(view, 0, 0)).toEqual([60, 60]);
    expect(toPixel(view, -6, 6)).toEqual([0, 0]);
    expect(toPlane(view, 120, 120)).toEqual([6, -6]);
    expect(toPlane(view, ...toPixel(view, 1.5, -2))).toEqual([1.5, -2]);
  });

  test('training points lie over validation points, which can be left out', () => {
    const points = {
      x: [
        [0, 0],
        [3, 0]
      ] as [number, number][],
      y: [0, 1],
      train: 1
    };
    const { ctx, calls } = recorder();
    const of = (y: number) => ({ marker: 1, fill: `class ${y}` });
    drawPoints(ctx, points, view, { ring: 'white', radius: 3, of, validation: true });
    expect(calls.filter((call) => call.startsWith('arc'))).toEqual(['arc(90 60 3 0 6.28)', 'arc(60 60 3 0 6.28)']);
    calls.length = 0;
    drawPoints(ctx, points, view, { ring: 'white', radius: 3, of, validation: false });
    expect(calls.filter((call) => call.startsWith('arc'))).toEqual(['arc(60 60 3 0 6.28)']);
  });

  test('the nearest point within reach', () => {
    const points = {
      x: [
        [0, 0],
        [3, 0]
      ] as [number, number][],
      y: [0, 1],
      train: 2
    };
    expect(nearest(points, view, 62, 60, 5)).toBe(0);
    expect(nearest(points, view, 75, 60, 5)).toBe(-1);
  });
});

describe('the confusion matrix', () => {
  const counts = [8, 2, 0, 0, 5, 0, 1, 3, 0];

  test('names the most frequent mistakes', () => {
    expect(mistakes(counts, 3, 2)).toEqual([
      { row: 2, column: 1, count: 3 },
      { row: 0, column: 1, count: 2 }
    ]);
  });

  test('accuracy is the share of the diagonal', () => {
    expect(accuracy(counts, 3)).toBeCloseTo(13 / 19, 12);
    expect(accuracy([], 3)).toBeNaN();
  });

  test('cells are coloured by their share of the row', () => {
    const shades = strengths(counts, 3, 0.8);
    expect(shades[0]).toBeCloseTo(0.8 * 0.8, 6);
    expect(shades[1]).toBeCloseTo(0.8 * Math.sqrt(0.2), 6);
    expect(shades[8]).toBe(0);
  });
});

describe('predicted against true', () => {
  test('the scale follows the truth, with a margin', () => {
    const scale = scatterScale([0, 100]);
    expect(scale).toEqual({ low: -8, high: 108, ticks: [0, 50, 100] });
    expect(scatterScale([])).toEqual({ low: 0, high: 1, ticks: [0, 1] });
  });

  test('a wild prediction lies on the edge and is counted', () => {
    const { ctx, calls } = recorder();
    const style = { size: 116, diagonal: 'grey', dot: 'black', ring: 'white', hollow: false };
    const beyond = drawScatter(ctx, [50, 50, 100, 9000, 0, Number.NaN], scatterScale([0, 100]), style);
    expect(beyond).toBe(2);
    expect(calls).toContain('arc(58 58 2.6 0 6.28)');
    expect(calls).toContain('arc(108 0 2.6 0 6.28)');
    vi.restoreAllMocks();
  });
});
