package dev.ramal.messaging.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.EventJson;
import dev.ramal.events.Media;
import java.util.List;

/** The list of media as one column. */
final class MediaJson {
  private static final TypeReference<List<Media>> LIST = new TypeReference<>() {};

  private MediaJson() {}

  /** Null for an empty list. */
  static String write(List<Media> media) {
    try {
      return media.isEmpty() ? null : EventJson.mapper().writeValueAsString(media);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write media", e);
    }
  }

  static List<Media> read(String json) {
    try {
      return json == null ? List.of() : EventJson.mapper().readValue(json, LIST);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read media", e);
    }
  }
}
