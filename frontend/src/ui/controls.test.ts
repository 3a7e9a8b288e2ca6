// The plain controls with a pointer and with the keyboard alone.
import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { asking } from './about.svelte';
import Button from './Button.svelte';
import Check from './Check.svelte';
import LogSlider from './LogSlider.svelte';
import NumberField from './NumberField.svelte';
import Segmented from './Segmented.svelte';
import Select from './Select.svelte';
import Slider from './Slider.svelte';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));
const nextFrame = () => new Promise((done) => requestAnimationFrame(done));

test('a button acts on click, Enter and Space', async () => {
  const user = userEvent.setup();
  const onclick = vi.fn();
  render(Button, { onclick, children: words('Play') });
  await user.click(screen.getByRole('button', { name: 'Play' }));
  await user.keyboard('{Enter}');
  await user.keyboard(' ');
  expect(onclick).toHaveBeenCalledTimes(3);
});

test('a button with a reason cannot act, can be reached, and says why', async () => {
  const user = userEvent.setup();
  const onclick = vi.fn();
  render(Button, { onclick, reason: 'Connect input to output', children: words('Play') });
  const button = screen.getByRole('button', { name: 'Play' });
  await user.tab();
  expect(button).toHaveFocus();
  await user.keyboard('{Enter}');
  await user.click(button);
  expect(onclick).not.toHaveBeenCalled();
  expect(button).toHaveAttribute('aria-disabled', 'true');
});

test('a busy button shows its word', () => {
  render(Button, { busy: 'Starting', children: words('Play') });
  expect(screen.getByRole('button', { name: 'Starting' })).toHaveAttribute('aria-busy', 'true');
});

test('a tooltip comes with the focus and goes with Escape', async () => {
  const user = userEvent.setup();
  render(Button, { icon: 'reset', 'aria-label': 'New seed', hint: 'Other first weights' });
  await user.tab();
  expect(screen.getByRole('tooltip')).toHaveTextContent('Other first weights');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
});

describe('what a button does', () => {
  const sentence = 'Shows the drawing larger.';
  const told = { key: 'canvas.tidy', says: sentence, label: 'Tidy' };

  afterEach(() => {
    asking.close();
    vi.useRealTimers();
  });

  test.each([
    ['a sentence', { hint: sentence }],
    ['an explanation', { about: told }]
  ])('is the same text for keyboard, F1 and screen reader: %s', async (_, props) => {
    const user = userEvent.setup();
    render(Button, { icon: 'plus', 'aria-label': 'Zoom in', ...props });
    const button = screen.getByRole('button', { name: 'Zoom in' });
    expect(button).toHaveAttribute('aria-description', sentence);
    await user.tab();
    expect(screen.getByRole('tooltip')).toHaveTextContent(sentence);
    await user.keyboard('{F1}');
    expect(asking.now).toMatchObject({ says: sentence, anchor: button });
    await user.keyboard('{F1}');
    expect(asking.now).toBeNull();
  });

  test('is that text under the resting pointer, too', async () => {
    vi.useFakeTimers();
    render(Button, { icon: 'plus', 'aria-label': 'Zoom in', hint: sentence });
    await fireEvent.pointerEnter(screen.getByRole('button', { name: 'Zoom in' }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(screen.getByRole('tooltip')).toHaveTextContent(sentence);
    expect(asking.now).toBeNull();
  });

  test('with an explanation the resting pointer shows that, and no bubble over it', async () => {
    vi.useFakeTimers();
    render(Button, { icon: 'tidy', 'aria-label': 'Tidy', about: told });
    const button = screen.getByRole('button', { name: 'Tidy' });
    await fireEvent(button, new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }));
    await fireEvent.pointerEnter(button);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asking.now).toMatchObject({ says: sentence, passing: true });
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
  });

  test('gives way to the reason why it can’t be done now', async () => {
    const { rerender } = render(Button, {
      icon: 'plus',
      'aria-label': 'Undo',
      hint: sentence,
      reason: 'Nothing to undo'
    });
    const button = screen.getByRole('button', { name: 'Undo' });
    expect(button).toHaveAttribute('aria-description', 'Nothing to undo');
    await rerender({ reason: undefined });
    expect(button).toHaveAttribute('aria-description', sentence);
  });
});

test('a select gives the chosen value', async () => {
  const user = userEvent.setup();
  const onchange = vi.fn();
  const options = [
    { value: 'adam', label: 'Adam' },
    { value: 'sgd', label: 'SGD' }
  ];
  render(Select, { label: 'Optimizer', value: 'adam', options, onchange });
  await user.selectOptions(screen.getByLabelText('Optimizer'), 'SGD');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('sgd');
});

test('a number field commits on Enter and on leaving, not while typing', async () => {
  const user = userEvent.setup();
  const onchange = vi.fn();
  render(NumberField, { label: 'Batch size', value: 10, integer: true, min: 1, explain: String, onchange });
  const field = screen.getByLabelText('Batch size');
  await user.clear(field);
  await user.type(field, '16');
  expect(onchange).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  expect(onchange).toHaveBeenCalledExactlyOnceWith(16);
  await user.clear(field);
  await user.type(field, '32');
  await user.tab();
  expect(onchange).toHaveBeenLastCalledWith(32);
});

test('a number field says what is wrong, keeps the old value in force and takes it back on Escape', async () => {
  const user = userEvent.setup();
  const onchange = vi.fn();
  const explain = () => 'Use 1 or more';
  render(NumberField, { label: 'Batch size', value: 10, integer: true, min: 1, explain, onchange });
  const field = screen.getByLabelText('Batch size');
  await user.clear(field);
  await user.type(field, '0{Enter}');
  expect(screen.getByRole('alert')).toHaveTextContent('Use 1 or more');
  expect(field).toHaveAttribute('aria-invalid', 'true');
  expect(field).toHaveAccessibleDescription('Use 1 or more');
  expect(onchange).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(field).toHaveValue('10');
  expect(field).not.toHaveAttribute('aria-invalid');
});

test('arrow keys step a number field', async () => {
  const user = userEvent.setup();
  const onchange = vi.fn();
  render(NumberField, { label: 'Batch size', value: 10, integer: true, min: 1, explain: String, onchange });
  await user.click(screen.getByLabelText('Batch size'));
  await user.keyboard('{ArrowUp}');
  expect(onchange).toHaveBeenLastCalledWith(11);
  await user.keyboard('{ArrowDown}');
  expect(onchange).toHaveBeenLastCalledWith(9);
});

test('an optional number field can be emptied', async () => {
  const user = userEvent.setup();
  const onchange = vi.fn();
  render(NumberField, { label: 'Stop after', value: 50, optional: true, explain: String, onchange });
  await user.clear(screen.getByLabelText('Stop after'));
  await user.keyboard('{Enter}');
  expect(onchange).toHaveBeenCalledExactlyOnceWith(null);
});

test('a slider sends the newest position once a frame while it is dragged, and prints it', async () => {
  const oninput = vi.fn();
  render(Slider, { label: 'Noise', value: 10, min: 0, max: 50, print: (n: number) => `${n} %`, oninput });
  const slider = screen.getByLabelText('Noise');
  await fireEvent.input(slider, { target: { value: '20' } });
  await fireEvent.input(slider, { target: { value: '30' } });
  expect(oninput).not.toHaveBeenCalled();
  expect(screen.getByText('30 %')).toBeVisible();
  await nextFrame();
  expect(oninput).toHaveBeenCalledExactlyOnceWith(30);
  expect(slider).toHaveAttribute('aria-valuetext', '30 %');
});

test('letting go of a slider sends at once', async () => {
  const oninput = vi.fn();
  render(Slider, { label: 'Noise', value: 10, min: 0, max: 50, print: String, oninput });
  const slider = screen.getByLabelText('Noise');
  await fireEvent.input(slider, { target: { value: '40' } });
  await fireEvent.change(slider);
  expect(oninput).toHaveBeenCalledExactlyOnceWith(40);
});

test('a logarithmic slider gives numbers with two digits and prints a value beyond its ends as it is', async () => {
  const oninput = vi.fn();
  const view = render(LogSlider, { label: 'Learning rate', value: 0.03, min: 1e-4, max: 10, oninput });
  const slider = screen.getByLabelText('Learning rate');
  await fireEvent.input(slider, { target: { value: '0.5' } });
  await fireEvent.change(slider);
  expect(oninput).toHaveBeenCalledExactlyOnceWith(0.032);
  await view.rerender({ value: 1e-6 });
  expect(screen.getByText('1e−6')).toBeVisible();
  expect(slider).toHaveValue('0');
});

test('a tick box shows what it is told, not what was clicked', async () => {
  const user = userEvent.setup();
  const onchange = vi.fn();
  const view = render(Check, { label: 'Log scale', checked: false, onchange });
  const box = screen.getByRole('checkbox', { name: 'Log scale' });
  await user.tab();
  await user.keyboard(' ');
  expect(onchange).toHaveBeenCalledExactlyOnceWith(true);
  expect(box).not.toBeChecked();
  await view.rerender({ checked: true });
  expect(box).toBeChecked();
});

test('a segmented switch is a radio group', async () => {
  const user = userEvent.setup();
  const onchange = vi.fn();
  const options = [
    { value: 'training', label: 'Training' },
    { value: 'validation', label: 'Validation' }
  ];
  render(Segmented, { label: 'Split', value: 'training', options, onchange });
  expect(screen.getByRole('group', { name: 'Split' })).toBeVisible();
  expect(screen.getByRole('radio', { name: 'Training' })).toBeChecked();
  await user.click(screen.getByRole('radio', { name: 'Validation' }));
  expect(onchange).toHaveBeenCalledExactlyOnceWith('validation');
  await tick();
});
