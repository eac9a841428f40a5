// One run on the server, from the first message to the last.

const running = new Set();

// a page that is left, even if the browser keeps it for later, runs nothing
window.addEventListener("pagehide", () => {
  for (const run of running) run.leave();
});

/**
 * Asks the server for a run. `hear` is called with every message, and `end` once, when no message can follow, with how the
 * connection ended: "over", "lost" (the server went away), "forbidden" (it does not know us) or "left" (we closed the page).
 */
export class Run {
  #socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/-/run`);
  #opened = false;
  #over = false;
  #left = false;

  constructor(request, hear, end) {
    running.add(this);
    this.#socket.addEventListener("open", () => {
      this.#opened = true;
      this.#socket.send(JSON.stringify(request));
    });
    this.#socket.addEventListener("message", (event) => {
      const message = JSON.parse(event.data);
      this.#over ||= message.type === "over" || message.type === "refused";
      hear(message);
    });
    this.#socket.addEventListener("close", async () => {
      running.delete(this);
      end(await this.#howClosed());
    });
  }

  stop() {
    if (this.#opened) this.#socket.send(JSON.stringify({ stop: true }));
    else this.leave();
  }

  leave() {
    this.#left = true;
    this.#socket.close();
  }

  async #howClosed() {
    if (this.#over) return "over";
    if (this.#left) return "left";
    if (this.#opened) return "lost";
    // a refused upgrade looks like a server that is gone, so ask whether it answers at all
    return fetch("/-/app.js", { cache: "no-store" }).then(
      () => "forbidden",
      () => "lost",
    );
  }
}
