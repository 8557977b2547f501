/**
 * What a report can do where scripts run: change between light and dark, and hand out its data.
 * Without them the buttons stay hidden and nothing is missing.
 */
export const script = `
for (const button of document.querySelectorAll("footer button")) button.hidden = false;
const root = document.documentElement;
document.getElementById("theme").onclick = () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
};
document.getElementById("save").onclick = () => {
  const blob = new Blob([document.getElementById("data").textContent], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "report.json";
  link.click();
  URL.revokeObjectURL(link.href);
};
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
`;
