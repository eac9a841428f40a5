package dev.tandem.samples;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts a {@link Sample} into the catalogue: a class that carries this is found by {@code tandem
 * list} and run by {@code tandem run}; there is no other list. Its module is told by its package,
 * {@code dev.tandem.<module>.samples}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CatalogueEntry {
  /**
   * The sample's name on the command line, the same in every module that has it.
   *
   * @return lower-case words joined by hyphens
   */
  String id();

  /**
   * What the sample shows.
   *
   * @return one line, the same in every module that has the sample
   */
  String title();

  /**
   * The documents that the example comes from.
   *
   * @return their numbers, such as {@code "002"}
   */
  String[] documents();
}
