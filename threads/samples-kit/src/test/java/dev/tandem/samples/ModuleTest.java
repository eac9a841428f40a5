package dev.tandem.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleTest {
  @Test
  void modulesAreCalledAsOnTheCommandLine() {
    assertEquals(
        List.of("threads", "coroutines", "interop"),
        Arrays.stream(Module.values()).map(Module::toString).toList());
  }
}
