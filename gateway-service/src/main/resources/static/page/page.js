"use strict";

for (const place of document.querySelectorAll(".origin")) {
  place.textContent = location.origin;
}

async function ask() {
  const list = document.getElementById("services");
  try {
    const answer = await fetch("/api/health/services");
    const services = await answer.json();
    list.replaceChildren(...Object.entries(services).map(([name, word]) => {
      const item = document.createElement("li");
      item.className = word;
      item.textContent = word === "up" ? name : `${name}: ${word}`;
      return item;
    }));
  } catch {
    list.replaceChildren(Object.assign(document.createElement("li"), { className: "away", textContent: "gateway: away" }));
  }
}

ask();
setInterval(ask, 5000);
