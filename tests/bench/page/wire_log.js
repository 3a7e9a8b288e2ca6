// Runs before the page's own code: listens to its socket and its frames, so that the page is measured as it is shipped.
(() => {
  const log = { bytes: 0, snapshots: 0, epoch: 0, step: 0, frames: 0, inputs: [], watched: [], acks: new Map(), pictures: [] };
  window.wireLog = log;
  const Native = window.WebSocket;
  const revisions = new Map(); // of the snapshots that have come and have not been seen, by their numbers
  let pending = null; // the newest input event whose edit has not been sent

  addEventListener('input', (event) => { pending = event.timeStamp; }, true);
  (function count() { log.frames += 1; requestAnimationFrame(count); })();

  window.WebSocket = class extends Native {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => (typeof data === 'string' ? text(data) : binary(data)));
    }
    send(data) {
      if (typeof data === 'string' && data.includes('"seen"')) drawn(JSON.parse(data).snapshot);
      if (typeof data === 'string' && data.includes('"watch"')) log.watched = JSON.parse(data).probes;
      if (pending !== null && typeof data === 'string') {
        const message = JSON.parse(data);
        if (message.type === 'edit') { log.inputs.push({ id: message.id, at: pending }); pending = null; }
      }
      super.send(data);
    }
  };

  function text(data) {
    log.bytes += data.length;
    if (!data.includes('"ack"')) return;
    const message = JSON.parse(data);
    if (message.type === 'ack') log.acks.set(message.id, message.revision);
  }

  function binary(data) {
    log.bytes += data.byteLength;
    const view = new DataView(data);
    if (view.getUint8(0) !== 1) return;
    log.snapshots += 1;
    log.step = view.getFloat64(8, true);
    log.epoch = view.getUint32(16, true);
    revisions.set(view.getUint32(4, true), view.getUint32(20, true));
  }

  // The page says that a snapshot was seen in the animation frame in which the last of it is drawn; a task after it runs when
  // that frame has been handed to the compositor.
  function drawn(number) {
    const revision = revisions.get(number);
    for (const other of revisions.keys()) if (other <= number) revisions.delete(other);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { log.pictures.push({ revision, at: performance.now() }); channel.port1.close(); };
    channel.port2.postMessage(0);
  }

  // Milliseconds from the newest input to the first picture made with it, or null while there is none.
  log.latency = () => {
    const input = log.inputs.at(-1);
    const revision = input && log.acks.get(input.id);
    if (revision === undefined) return null;
    const picture = log.pictures.find((one) => one.revision >= revision && one.at >= input.at);
    return picture ? picture.at - input.at : null;
  };
})();
