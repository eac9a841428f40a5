/** asyncio's toolbox for Java threads: what {@code java.util.concurrent} leaves out. */
@SuppressWarnings(
    "module") // the bridge stands on this module, and is not there when it is compiled
module dev.tandem.threads {
  exports dev.tandem.threads;
  exports dev.tandem.threads.internal to
      dev.tandem.interop;
}
