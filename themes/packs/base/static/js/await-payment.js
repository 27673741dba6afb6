// Waits for the payment service's word: asks more and more seldom, then gives up; the page stays usable.

const waiting = document.querySelector("[data-await-payment]");
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 8000;
const GIVE_UP_AFTER = 5 * 60 * 1000;

async function ask() {
  const answer = await fetch(waiting.dataset.awaitPayment, {cache: "no-store"});
  return answer.ok ? answer.json() : {};
}

function moveOn({state, next}) {
  if (next) location.replace(next);
  else if (state === "failed" || state === "cancelled") location.reload();
}

function wait(pause, until) {
  if (Date.now() > until) return;
  setTimeout(async () => {
    moveOn(await ask().catch(() => ({})));
    wait(Math.min(pause * 1.5, LONGEST_PAUSE), until);
  }, pause);
}

if (waiting) wait(FIRST_PAUSE, Date.now() + GIVE_UP_AFTER);
