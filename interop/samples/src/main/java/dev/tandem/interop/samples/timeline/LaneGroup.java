package dev.tandem.interop.samples.timeline;

import java.util.List;

/**
 * Lanes that have one start: a whole recording, or one side of a comparison.
 *
 * @param title what is to be read above them; empty if there is one group only
 * @param length how long it took, in nanoseconds
 * @param lanes the lanes, from top to bottom
 * @param arrows between these lanes
 */
record LaneGroup(String title, long length, List<Lane> lanes, List<Arrow> arrows) {
  LaneGroup {
    lanes = List.copyOf(lanes);
    arrows = List.copyOf(arrows);
  }
}
