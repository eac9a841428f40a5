package dev.tandem.samples;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every sample has. */
final class StageOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private double speed = 1;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Let delays pass N times faster (default: ${DEFAULT-VALUE}).")
  private void setSpeed(double speed) {
    try {
      this.speed = new Stage(speed, false).speed();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--speed: " + e.getMessage());
    }
  }

  Stage stage() {
    return new Stage(speed, Terminal.isWatched(), Terminal.width());
  }
}
