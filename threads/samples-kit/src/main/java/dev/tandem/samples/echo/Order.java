package dev.tandem.samples.echo;

/** What {@link EchoClients} tell their process to do. */
enum Order {
  READY("start"),
  CONNECT("connect"),
  ECHO("get their echoes"),
  AWAIT_HANG_UP("see the server hang up");

  /** The answer to an order that was carried out; any other says what went wrong. */
  static final String DONE = "done";

  private final String words;

  Order(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
