package dev.tandem.interop.samples.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Writes data for programs to read: names and modules as they are on the command line. */
final class Json {
  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .writer();

  private Json() {}

  static String write(Object data) throws JsonProcessingException {
    return WRITER.writeValueAsString(data);
  }
}
