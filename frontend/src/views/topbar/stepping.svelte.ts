// How far the step button goes.

class Stepping {
  unit = $state<'step' | 'epoch'>('step');
}

export const stepUnit = new Stepping();
