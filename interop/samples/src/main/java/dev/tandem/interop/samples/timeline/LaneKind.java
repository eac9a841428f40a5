package dev.tandem.interop.samples.timeline;

/** Whose lane it is. */
enum LaneKind {
  THREAD("thread"),
  VIRTUAL_THREAD("virtual thread"),
  COROUTINE("coroutine"),
  PROCESS("process");

  private final String word;

  LaneKind(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
