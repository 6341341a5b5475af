"use strict";

for (const place of document.querySelectorAll(".origin")) {
  place.textContent = location.origin;
}

async function ask() {
  const place = document.getElementById("health");
  let word = "away";
  try {
    const answer = await fetch("/readyz");
    word = answer.ok ? "up" : "starting, or not yet told what to serve";
  } catch {
    // Nobody answered: the word stays.
  }
  place.className = word === "up" ? "up" : "away";
  place.textContent = word;
}

ask();
setInterval(ask, 5000);
