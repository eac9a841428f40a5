/**
 * asyncio's toolbox for Java threads: the parts of it that {@code java.util.concurrent} leaves out.
 *
 * <p>Every blocking method here may be called from a platform or a virtual thread, answers {@link
 * java.lang.Thread#interrupt interruption}, and says in its documentation what that does.
 */
@NullMarked
package dev.tandem.threads;

import org.jspecify.annotations.NullMarked;
