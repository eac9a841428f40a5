package dev.tandem.samples.service;

/**
 * What a service has gathered from its three sources.
 *
 * @param file what the file has
 * @param db what the database has
 * @param api what the API has
 */
public record GatheredAnswer(String file, String db, String api) {
  /** The answer that goes out. */
  public String json() {
    return """
        {"result_file": "%s", "result_db": "%s", "result_api": "%s"}"""
        .formatted(file, db, api);
  }
}
