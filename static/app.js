// Only adds: every page works without it.

// The footer's form offers the zone that the browser is in, until the visitor chose one.
const zone = document.querySelector("#zone");
if (zone && zone.value === "" && zone.options.length > 1) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = [...zone.options].find((option) => option.value === here);
  if (!known && here && here.includes("/")) {
    zone.append(new Option(here.split("/").pop().replaceAll("_", " "), here));
  }
  if (here && here.includes("/")) {
    zone.dataset.here = here;
  }
}

// What needs attention is read first.
document.querySelector(".summary")?.focus();
