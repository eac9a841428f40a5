import org.jspecify.annotations.NullMarked;

/** asyncio's toolbox for Kotlin coroutines: what kotlinx.coroutines leaves out. */
@NullMarked
@SuppressWarnings(
    "module") // the bridge stands on this module, and is not there when it is compiled
module dev.tandem.coroutines {
  requires transitive kotlin.stdlib;
  requires transitive kotlinx.coroutines.core;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.tandem.coroutines;
  exports dev.tandem.coroutines.internal to
      dev.tandem.interop;
}
