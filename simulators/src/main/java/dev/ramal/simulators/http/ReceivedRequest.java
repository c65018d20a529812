package dev.ramal.simulators.http;

import java.time.Instant;
import java.util.Map;

/**
 * A request that reached a stand-in and what was answered.
 *
 * @param at real time of arrival
 * @param query raw query string, or null
 * @param headers lower-case names; the authorization header only names its scheme
 * @param body text of the request body, possibly empty
 * @param status what was answered, or null while (or because) nothing was
 * @param fault the switched-on fault that met the request, or null
 */
public record ReceivedRequest(
    long id,
    Instant at,
    String simulator,
    String method,
    String path,
    String query,
    Map<String, String> headers,
    String body,
    Integer status,
    String fault) {

  ReceivedRequest answered(Integer answeredStatus) {
    return new ReceivedRequest(
        id, at, simulator, method, path, query, headers, body, answeredStatus, fault);
  }

  ReceivedRequest met(String metFault) {
    return new ReceivedRequest(
        id, at, simulator, method, path, query, headers, body, status, metFault);
  }

  /** The body read as a form. */
  public Fields form() {
    return Fields.parse(body);
  }
}
