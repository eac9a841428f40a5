/**
 * What the crawlers of all three modules share: the site they crawl by default, what a page is, why
 * one fails, and how strategies are measured against each other. How pages are fetched, and how
 * many at once, is each sample's own.
 */
package dev.tandem.samples.crawl;
