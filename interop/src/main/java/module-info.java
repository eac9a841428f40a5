import org.jspecify.annotations.NullMarked;

/** The bridge between Java threads and Kotlin coroutines. */
@NullMarked
module dev.tandem.interop {
  requires transitive dev.tandem.coroutines;
  requires transitive dev.tandem.threads;
  requires transitive kotlin.stdlib;
  requires transitive kotlinx.coroutines.core;
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.tandem.interop;
}
