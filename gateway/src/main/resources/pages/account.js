"use strict";

const form = document.querySelector("form");
const status = document.querySelector("[role=status]");
const code = form.querySelector("[data-code]");

// Neither the address bar nor the history is to keep it.
const token = new URLSearchParams(location.hash.slice(1)).get("token");
history.replaceState(null, "", location.pathname);
if (token) {
  form.elements.token.value = token;
} else {
  code.hidden = false;
}

function differs() {
  const repeated = form.querySelector("[data-repeats]");
  return repeated !== null && repeated.value !== form.elements[repeated.dataset.repeats].value;
}

function asked() {
  const body = {};
  for (const field of form.elements) {
    if (field.name) {
      body[field.name] = field.name === "token" ? field.value.trim() : field.value;
    }
  }
  return body;
}

async function problem(answer) {
  try {
    const told = await answer.json();
    const fields = (told.errors || []).map((error) => error.message);
    return fields.length > 0 ? fields.join(" ") : told.detail || told.title;
  } catch (unreadable) {
    return "MediaNest answered " + answer.status + ". Try again in a moment.";
  }
}

async function send() {
  try {
    // The token is all that counts: whoever is signed in here may be somebody else.
    const answer = await fetch(form.dataset.action, {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(asked()),
    });
    if (answer.ok) {
      form.hidden = true;
      return form.dataset.done;
    }
    if (answer.status === 400) {
      code.hidden = false;
    }
    return await problem(answer);
  } catch (unreachable) {
    return "MediaNest cannot be reached. Try again in a moment.";
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (differs()) {
    status.textContent = "The two passwords are not the same.";
    return;
  }
  const button = form.querySelector("button");
  button.disabled = true;
  status.textContent = "";
  status.textContent = await send();
  button.disabled = false;
});
