package dev.tandem.samples;

import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * Tells a flight recording when one side of a comparison was played, so that a timeline can draw
 * the sides apart. Nothing happens unless somebody records it.
 */
@Name("dev.tandem.samples.Side")
@Label("Side of a comparison")
@Category({"Tandem", "Samples"})
@StackTrace(false)
@Enabled(false)
public final class SideEvent extends Event {
  @Label("Title")
  private final String title;

  @Label("Outside")
  private final boolean outside;

  /**
   * Makes the event of a side that begins when {@link #begin} is called, and ends with {@link
   * #commit}.
   *
   * @param title what the side is called
   * @param outside whether the thread that calls {@code commit} has no part in it but to wait
   */
  public SideEvent(String title, boolean outside) {
    this.title = title;
    this.outside = outside;
  }

  /** Tells whether somebody records for a timeline, and what runs is worth tracing. */
  public static boolean isRecorded() {
    return new SideEvent("", false).isEnabled();
  }
}
