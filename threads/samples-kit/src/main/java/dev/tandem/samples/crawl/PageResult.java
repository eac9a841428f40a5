package dev.tandem.samples.crawl;

import java.net.URI;
import java.time.Duration;

/** What came of fetching one page: a {@link Page}, or a {@link PageFailure} with its reason. */
public sealed interface PageResult permits Page, PageFailure {
  /** The address that was asked for, before any redirect. */
  URI url();

  /** How long the page took, from the request to the parsed page or the failure. */
  Duration took();
}
