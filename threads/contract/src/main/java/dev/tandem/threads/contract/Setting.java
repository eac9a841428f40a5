package dev.tandem.threads.contract;

import dev.tandem.fixtures.ThreadKind;
import java.util.ArrayList;
import java.util.List;

/** What a suite is run over: the flavour, whether the queue has a limit, and the kind of thread. */
public record Setting(Flavour flavour, boolean bounded, ThreadKind kind) {
  static List<Setting> all() {
    var all = new ArrayList<Setting>();
    for (var flavour : Flavour.values()) {
      all.addAll(of(flavour, false));
      all.addAll(of(flavour, true));
    }
    return all;
  }

  /** For tests that need a limit. */
  static List<Setting> withLimit() {
    return all().stream().filter(Setting::bounded).toList();
  }

  /** For tests that bring their own order. */
  static List<Setting> priorities() {
    return all().stream().filter(setting -> setting.flavour == Flavour.PRIORITY).toList();
  }

  private static List<Setting> of(Flavour flavour, boolean bounded) {
    return ThreadKind.available().stream()
        .map(kind -> new Setting(flavour, bounded, kind))
        .toList();
  }
}
