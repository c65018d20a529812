package dev.ramal.testkit.contract;

import java.nio.charset.StandardCharsets;

/**
 * An answer of a service, with the request that led to it.
 *
 * @param path without the query, as it was sent
 * @param contentType null where the answer had none
 */
public record ServedAnswer(
    String method, String path, int status, String contentType, byte[] body) {

  boolean isEmpty() {
    return body.length == 0;
  }

  boolean isJson() {
    String type = mediaType();
    return type.equals("application/json") || type.endsWith("+json");
  }

  /** Without parameters; empty where the answer had none. */
  String mediaType() {
    return contentType == null ? "" : contentType.replaceFirst("\\s*;.*$", "").toLowerCase();
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
