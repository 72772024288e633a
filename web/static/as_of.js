/* A slider over the days of a case: it fills in the day, and asks for it when let go. */
"use strict";

for (const form of document.querySelectorAll("[data-as-of]")) {
  const slider = form.querySelector("input[type=range]");
  const at = form.querySelector("input[name=at]");
  const days = slider.dataset.days.split(" ");
  if (days.length < 2) continue;
  slider.closest("[hidden]").hidden = false;
  slider.addEventListener("input", () => {
    at.value = `${days[slider.value - 1]}T23:59`;
    slider.setAttribute("aria-valuetext", days[slider.value - 1]);
  });
  slider.addEventListener("change", () => form.requestSubmit());
}
