package dev.tandem.threads.processes;

import dev.tandem.threads.MappedResults;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What tests of mapping map, and what comes of it. */
final class MappedNumbers {
  private MappedNumbers() {}

  static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  static <R> List<R> all(MappedResults<R> results) throws Exception {
    var all = new ArrayList<R>();
    while (results.hasNext()) {
      all.add(results.next());
    }
    return all;
  }
}
