package dev.tandem.coroutines;

import kotlin.Unit;
import kotlin.coroutines.CoroutineContext;
import kotlin.jvm.functions.Function3;
import kotlinx.coroutines.selects.SelectClause1;
import kotlinx.coroutines.selects.SelectClause1Impl;
import kotlinx.coroutines.selects.SelectInstance;

/**
 * The one place that calls what kotlinx keeps to its own module: the constructor of a clause. It is
 * Java because Kotlin does not see it. See docs/decisions/0013-queues-in-a-select.md.
 */
final class SelectClauses {
  private SelectClauses() {}

  /**
   * Makes a clause of {@code select}.
   *
   * @param clauseObject tells the clause from the select's others
   * @param register called to select it at once, or to have it wait
   * @param process called when it was selected, before its block; gives the block's argument
   * @param onCancellation gives what is called if it was selected and then cancelled
   */
  static <T> SelectClause1<T> of(
      Object clauseObject,
      Function3<Object, SelectInstance<?>, Object, Unit> register,
      Function3<Object, Object, Object, Object> process,
      Function3<
              SelectInstance<?>,
              Object,
              Object,
              Function3<? super Throwable, Object, ? super CoroutineContext, Unit>>
          onCancellation) {
    return new SelectClause1Impl<>(clauseObject, register, process, onCancellation);
  }
}
