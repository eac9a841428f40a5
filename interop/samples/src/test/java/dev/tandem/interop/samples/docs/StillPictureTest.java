package dev.tandem.interop.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StillPictureTest {
  private static final String SHORT =
      "<g class=\"span running thin\" data-end=\"9\" data-label=\"\" data-start=\"8\">"
          + "<rect height=\"18\" width=\"1\" x=\"2\"/><title>main: running\nfor 98 µs</title></g>";

  @Test
  void whatIsSaidOfASpanIsLeftOut() {
    assertEquals(
        "<g class=\"span waiting\"><rect width=\"1\"/></g>",
        StillPicture.of(
            "<g class=\"span waiting\" data-end=\"9\"><rect width=\"1\"/><title>x</title></g>"));
  }

  @Test
  void aTurnTooShortToBeSeenIsLeftOutAndALongerOneIsNot() {
    assertEquals("<svg></svg>", StillPicture.of("<svg>" + SHORT + "</svg>"));
    assertEquals(
        "<g class=\"span running thin\"><rect height=\"18\" width=\"2.5\" x=\"2\"/></g>",
        StillPicture.of(SHORT.replace("width=\"1\"", "width=\"2.5\"")));
  }
}
