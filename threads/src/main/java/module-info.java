/** asyncio's toolbox for Java threads: what {@code java.util.concurrent} leaves out. */
module dev.tandem.threads {
  exports dev.tandem.threads;
}
