"use strict";
(() => {
  const field = document.getElementById("find");
  const output = document.getElementById("found");
  const unfold = document.getElementById("unfold");
  const checks = Array.from(document.querySelectorAll(".check"));
  const folds = Array.from(document.querySelectorAll(".fold"));
  const phases = Array.from(document.querySelectorAll(".phase"));
  let texts = null;
  let timer = 0;

  const chosen = () => document.querySelector("input[name=outcome]:checked").id.slice("show-".length);
  const opensAll = () => unfold.getAttribute("aria-pressed") === "true";

  // The texts are read when the first search begins: most readers never search.
  const search = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    texts ??= checks.map((check) => check.textContent.toLowerCase());
    // The style sheet shows the chosen outcome; what it hides is not counted.
    const outcome = chosen();
    let [count, total] = [0, 0];
    const found = new Set();
    checks.forEach((check, index) => {
      const fits = words.every((word) => texts[index].includes(word));
      check.hidden = !fits;
      if (outcome !== "all" && check.dataset.outcome !== outcome) return;
      total += 1;
      if (!fits) return;
      count += 1;
      found.add(check.closest(".phase")).add(check.closest(".fold"));
    });
    // A fold opens on what is found in it.
    folds.forEach((fold) => {
      fold.hidden = words.length > 0 && !found.has(fold);
      fold.open = opensAll() || outcome === fold.dataset.outcome || (words.length > 0 && !fold.hidden);
    });
    phases.forEach((phase) => { phase.hidden = words.length > 0 && !found.has(phase); });
    output.textContent = words.length === 0 ? "" : `${count} of ${total}`;
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });

  document.querySelectorAll("input[name=outcome]").forEach((choice) => {
    choice.addEventListener("change", () => {
      folds.forEach((fold) => { fold.open = opensAll() || chosen() === fold.dataset.outcome; });
      if (texts) search();
    });
  });

  unfold.addEventListener("click", () => {
    const opens = !opensAll();
    unfold.setAttribute("aria-pressed", String(opens));
    [...folds, ...checks].forEach((element) => { element.open = opens; });
  });

  // A link to evidence unfolds what it is in, also in browsers that do not do so by themselves.
  const reveal = () => {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    const check = target?.closest(".check");
    if (!check) return;
    check.closest(".fold")?.setAttribute("open", "");
    if (check.hidden || getComputedStyle(check).display === "none") {
      field.value = "";
      document.getElementById("show-all").checked = true;
      search();
    }
    check.open = true;
    target.scrollIntoView({ block: "start" });
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  document.querySelector(".find").hidden = false;
})();
