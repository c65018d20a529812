package dev.ramal.kit.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.events.EventJson;

/** Writes what goes into statements as one JSON text. */
final class JobJson {
  private JobJson() {}

  static String write(Object value) {
    try {
      return EventJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a job", e);
    }
  }
}
