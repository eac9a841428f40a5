/** asyncio's toolbox for Kotlin coroutines: what kotlinx.coroutines leaves out. */
@NullMarked
package dev.tandem.coroutines;

import org.jspecify.annotations.NullMarked;
