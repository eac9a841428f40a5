import org.jspecify.annotations.NullMarked;

/** asyncio's toolbox for Kotlin coroutines: what kotlinx.coroutines leaves out. */
@NullMarked
module dev.tandem.coroutines {
  requires transitive kotlin.stdlib;
  requires transitive kotlinx.coroutines.core;
  requires static org.jspecify;

  exports dev.tandem.coroutines;
}
