// Words of the page, written by the server in the reader's language; here only their slots are filled.
export const fill = (name, values = {}) => {
  const made = document.querySelector(`template[data-words="${name}"]`).content.cloneNode(true);
  for (const slot of made.querySelectorAll("[data-n]")) {
    const value = values[slot.dataset.n];
    if (value instanceof Node) slot.replaceChildren(value); else slot.textContent = value ?? "";
  }
  return made;
};

export const text = (name, values) => fill(name, values).textContent.trim();
