package dev.ramal.simulators.http;

import java.util.Map;

/** How one API words an error it was told to make up, such as 429, 503 or an unknown path. */
@FunctionalInterface
public interface ErrorShape {
  /**
   * @param status the HTTP status
   * @param detail words for a person
   */
  ApiError of(int status, String detail);

  /** The refusal of something that the API has and the stand-in does not play. */
  default ApiError notPlayed(String method, String path) {
    return of(404, "no such path: " + path);
  }

  /** The headers by which this API asks to wait. */
  default Map<String, String> pause(int seconds) {
    return Map.of("Retry-After", String.valueOf(seconds));
  }
}
