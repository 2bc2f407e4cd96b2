// Before the first paint: dark or light as the reader last chose, so that the page does not flash.
try {
  const theme = localStorage.getItem("communique.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // a browser that keeps nothing: as the system has it
}
