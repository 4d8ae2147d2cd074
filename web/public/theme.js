// Runs before the first paint, so that a chosen theme never flashes as the other one.
try {
  var chosen = localStorage.getItem('headroom:theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the system's theme applies.
}
