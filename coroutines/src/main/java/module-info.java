/** asyncio's toolbox for Kotlin coroutines: what kotlinx.coroutines leaves out. */
module dev.tandem.coroutines {
  requires transitive kotlin.stdlib;
  requires transitive kotlinx.coroutines.core;
  requires static org.jspecify;

  exports dev.tandem.coroutines;
}
