// The form of a lesson's inputs: what is sent is only what differs from the default.

export class Inputs {
  #details;
  #form;

  constructor(details, runAll) {
    this.#details = details;
    this.#form = details.querySelector("form");
    this.#describeFields();
    this.#showSliders();
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("input", () => {
      this.clearProblems();
      this.#showSliders();
    });
    this.#form.addEventListener("reset", () => {
      // the fields have their defaults only after this event
      setTimeout(() => {
        this.clearProblems();
        this.#showSliders();
      });
    });
    this.#form.addEventListener("keydown", (event) => {
      // a form with several fields and no submit button does not submit itself
      if (event.key === "Enter" && !event.isComposing && event.target.matches("input")) {
        event.preventDefault();
        runAll();
      }
    });
  }

  /** The options as the server takes them, by name. */
  options() {
    const changed = [...this.#form.elements].filter((field) => field.name && differs(field));
    return Object.fromEntries(changed.map((field) => [field.name, valueOf(field)]));
  }

  /** Shows the problem at its field, or above the form's end if it belongs to none. */
  showProblem(option, message) {
    this.#details.open = true;
    const place = this.#problemOf(option) ?? this.#problemOf("");
    place.textContent = message;
    place.hidden = false;
    const field = place.closest(".field")?.querySelector("input, select");
    field?.setAttribute("aria-invalid", "true");
    field?.focus();
  }

  clearProblems() {
    for (const place of this.#form.querySelectorAll(".problem")) {
      place.hidden = true;
      place.textContent = "";
    }
    for (const field of this.#form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
    }
  }

  #problemOf(option) {
    return [...this.#form.querySelectorAll(".problem")].find(
      (place) => (place.closest(".field") ?? place).dataset.option === option,
    );
  }

  /** A screen reader reads the hint, and the problem if there is one, after the field's name. */
  #describeFields() {
    const lesson = this.#details.closest(".lesson").id;
    for (const field of this.#form.querySelectorAll(".field")) {
      const texts = [...field.querySelectorAll(".hint, .problem")];
      for (const text of texts) text.id = `${lesson}${field.dataset.option}-${text.className}`;
      field.querySelector("input, select").setAttribute("aria-describedby", texts.map((text) => text.id).join(" "));
    }
  }

  #showSliders() {
    for (const slider of this.#form.querySelectorAll("input[type=range]")) {
      const text = `×${valueOf(slider)}`;
      slider.parentElement.querySelector("output").textContent = text;
      slider.setAttribute("aria-valuetext", text);
    }
  }
}

function differs(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return field.value !== "";
  return field.value.trim() !== field.defaultValue;
}

function valueOf(field) {
  if (field.type === "checkbox") return String(field.checked);
  if (field.dataset.values) return field.dataset.values.split(",")[Number(field.value)];
  return field.value.trim();
}
