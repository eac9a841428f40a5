import org.jspecify.annotations.NullMarked;

/** asyncio's toolbox for Java threads: what {@code java.util.concurrent} leaves out. */
@NullMarked
@SuppressWarnings(
    "module") // the bridge stands on this module, and is not there when it is compiled
module dev.tandem.threads {
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.tandem.threads;
  exports dev.tandem.threads.processes;
  exports dev.tandem.threads.internal to
      dev.tandem.interop;
}
