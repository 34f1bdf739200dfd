// Only adds: every page works without it.

// The footer's form suggests the zone that the browser is in, until the visitor chose one.
const zone = document.querySelector("#zone");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone?.value === "" && here?.includes("/") && !here.startsWith("Etc/")) {
  if (![...zone.options].some((option) => option.value === here)) {
    zone.append(new Option(here.split("/").pop().replaceAll("_", " "), here));
  }
  zone.value = here;
}

// What needs attention is read first.
document.querySelector(".summary")?.focus();

// A link that is shown once is ready to be copied.
document.querySelector("#link[readonly]")?.select();

// A form that was changed and not sent is not left without a word.
let changed = false;
document.querySelector("#content:not(.plain)")?.addEventListener("input", (event) => {
  changed = event.target.form?.method === "post";
});
addEventListener("submit", () => { changed = false; });
addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
