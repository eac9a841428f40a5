package dev.tandem.samples.reduction;

import dev.tandem.samples.Sample;
import dev.tandem.samples.Stage;
import java.util.List;
import picocli.CommandLine.Mixin;

/** Many numbers reduced to one: in a row by one thread, then in chunks by a module's reducers. */
public abstract class ReductionSample extends Sample {
  @Mixin private ReductionOptions options = new ReductionOptions();

  /** This module's reducers. */
  protected abstract List<Reducer> reducers();

  @Override
  public final void run(Stage stage) throws Exception {
    options.check();
    System.out.println(options.description());
    var operator = options.operator();
    var numbers = options.draw();
    var inRow = TimedReduction.of("one thread", () -> operator.reduce(numbers));
    inRow.print(System.out);
    var chunks = options.split(numbers);
    for (var reducer : reducers()) {
      try (var crew = reducer.opening().open(options.workers())) {
        var inChunks = TimedReduction.of(reducer.name(), () -> crew.reduce(operator, chunks));
        if (Thread.interrupted()) { // too late for the reduction to hear of it
          throw new InterruptedException();
        }
        inChunks.print(System.out);
        inChunks.requireSameAs(inRow, operator);
      }
    }
    System.out.println("in chunks as in a row: " + inRow.result());
  }
}
