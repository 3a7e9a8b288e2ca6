// Runs before the page's own code: listens to its socket and its frames, so that the page is measured as it is shipped.
(() => {
  const log = { bytes: 0, snapshots: 0, epoch: 0, step: 0, frames: 0, inputs: [], drags: [], watched: [], acks: new Map(), pictures: [] };
  window.wireLog = log;
  const Native = window.WebSocket;
  const coming = new Map(); // revision and step of the snapshots that have come and have not been seen, by their numbers
  const moments = new Map(); // steps of the moments of the recording
  let pending = null; // the newest input event whose edit has not been sent
  let dragged = null; // the newest move of the pointer whose moment has not been asked for

  addEventListener('input', (event) => { pending = event.timeStamp; }, true);
  addEventListener('pointermove', (event) => { dragged = event.timeStamp; }, true);
  (function count() { log.frames += 1; requestAnimationFrame(count); })();

  window.WebSocket = class extends Native {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => (typeof data === 'string' ? text(data) : binary(data)));
    }
    send(data) {
      if (typeof data === 'string' && data.includes('"seen"')) drawn(JSON.parse(data).snapshot);
      if (typeof data === 'string' && data.includes('"watch"')) log.watched = JSON.parse(data).probes;
      if (dragged !== null && typeof data === 'string' && data.includes('"goto"')) {
        log.drags.push({ step: moments.get(JSON.parse(data).moment), at: dragged });
        dragged = null;
      }
      if (pending !== null && typeof data === 'string') {
        const message = JSON.parse(data);
        if (message.type === 'edit') { log.inputs.push({ id: message.id, at: pending }); pending = null; }
      }
      super.send(data);
    }
  };

  function text(data) {
    log.bytes += data.length;
    if (!data.includes('"ack"') && !data.includes('"moment')) return;
    const message = JSON.parse(data);
    if (message.type === 'moment') moments.set(message.id, message.step);
    if (message.type === 'hello') for (const moment of message.moments) moments.set(moment.id, moment.step);
    if (message.type === 'ack') log.acks.set(message.id, message.revision);
  }

  function binary(data) {
    log.bytes += data.byteLength;
    const view = new DataView(data);
    if (view.getUint8(0) !== 1) return;
    log.snapshots += 1;
    log.step = view.getFloat64(8, true);
    log.epoch = view.getUint32(16, true);
    coming.set(view.getUint32(4, true), { revision: view.getUint32(20, true), step: log.step });
  }

  // The page says that a snapshot was seen in the animation frame in which the last of it is drawn; a task after it runs when
  // that frame has been handed to the compositor.
  function drawn(number) {
    const what = coming.get(number);
    for (const other of coming.keys()) if (other <= number) coming.delete(other);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { log.pictures.push({ ...what, at: performance.now() }); channel.port1.close(); };
    channel.port2.postMessage(0);
  }

  // Milliseconds from the newest move of the playhead to the first picture of its moment, or null while there is none.
  log.dragLatency = () => {
    const drag = log.drags.at(-1);
    const picture = drag && log.pictures.find((one) => one.step === drag.step && one.at >= drag.at);
    return picture ? picture.at - drag.at : null;
  };

  // Milliseconds from the newest input to the first picture made with it, or null while there is none.
  log.latency = () => {
    const input = log.inputs.at(-1);
    const revision = input && log.acks.get(input.id);
    if (revision === undefined) return null;
    const picture = log.pictures.find((one) => one.revision >= revision && one.at >= input.at);
    return picture ? picture.at - input.at : null;
  };
})();
