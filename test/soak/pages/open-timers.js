// Imported before everything else: counts the timers that have been set, and have neither fired nor been cleared.
const {setTimeout, clearTimeout, setInterval, clearInterval} = window;
const open = new Set();

window.setTimeout = (work, delay, ...parameters) => {
  const id = setTimeout(() => {
    open.delete(id);
    work(...parameters);
  }, delay);
  open.add(id);
  return id;
};

window.setInterval = (...parameters) => {
  const id = setInterval(...parameters);
  open.add(id);
  return id;
};

// Either clears what the other has set, as the platform has it.
window.clearTimeout = (id) => {
  open.delete(id);
  clearTimeout(id);
};

window.clearInterval = (id) => {
  open.delete(id);
  clearInterval(id);
};

window.openTimers = () => open.size;
