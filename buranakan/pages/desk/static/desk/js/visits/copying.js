// Copies the draft as it stands in its field; without this the field can be marked and copied by hand.
const place = document.querySelector("[data-copying]");
const button = place.querySelector("[data-copy]");
const said = place.querySelector("[data-copied]");

button.hidden = !navigator.clipboard;
button.addEventListener("click", async () => {
  await navigator.clipboard.writeText(place.querySelector("textarea").value);
  said.hidden = false;
});
