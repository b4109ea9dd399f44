// Makes the page a conversation. Without this script every question loads the page anew.
const form = document.querySelector("#ask");
const box = document.querySelector("#q");
const log = document.querySelector("#log");
const fresh = document.querySelector("#fresh");
let thread = crypto.randomUUID();

fresh.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const question = box.value.trim();
  if (question !== "") void ask(question);
});
box.addEventListener("keydown", (event) => {
  // While kana are being turned into kanji, Enter chooses a word and must not send.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
log.addEventListener("click", (event) => {
  const example = event.target.closest(".examples a");
  if (!example) return;
  event.preventDefault();
  void ask(example.textContent);
});
fresh.addEventListener("click", () => {
  thread = crypto.randomUUID();
  log.replaceChildren();
  box.focus();
});

async function ask(question) {
  box.value = "";
  log.querySelector(".welcome")?.remove();
  const asked = append("p", "question", question);
  const waiting = append("p", "waiting", "調べています…");
  asked.scrollIntoView({ block: "start" });
  waiting.outerHTML = await answerTo(question);
  box.focus();
}

/** The answer as HTML; the server has escaped everything in it. */
async function answerTo(question) {
  try {
    const response = await fetch("/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question, thread }),
    });
    return await response.text();
  } catch {
    return '<p class="message">つながりません。Musubiが動いているか確かめて、もう一度お試しください。 <small lang="en">No connection. Check that Musubi is running and try again.</small></p>';
  }
}

function append(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  log.append(element);
  return element;
}
