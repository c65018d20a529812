package dev.ramal.simulators.fault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Something that goes wrong with the next requests to a stand-in.
 *
 * @param simulator twilio, telnyx, rdstation, hubspot or slack; null for all
 * @param method HTTP method, or null for all
 * @param path part of the path the request must contain, as it is sent or with its escapes ({@code
 *     %3A}) read; null for all
 * @param body text that the request's body must contain, or null for all
 * @param status what is answered instead, when the kind is {@link Kind#STATUS}
 * @param retryAfterSeconds sent as Retry-After, or null
 * @param delay how long an answer waits ({@link Kind#DELAY}) or a silent connection stays open
 *     ({@link Kind#TIMEOUT})
 */
public record RequestFault(
    Kind kind,
    String simulator,
    String method,
    String path,
    String body,
    int status,
    Integer retryAfterSeconds,
    Duration delay) {

  /** What goes wrong. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** Answers with a made-up status and does nothing else. */
    STATUS,
    /** Does what was asked and never answers. */
    TIMEOUT,
    /** Does what was asked and answers late. */
    DELAY,
    /** Closes the connection and does nothing else. */
    RESET,
    /** Does what was asked and closes the connection without an answer. */
    RESET_AFTER
  }

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  public static RequestFault status(int status) {
    return new RequestFault(Kind.STATUS, null, null, null, null, status, null, Duration.ZERO);
  }

  public static RequestFault tooMany(int retryAfterSeconds) {
    return status(429).retryAfter(retryAfterSeconds);
  }

  /** The same answer with a Retry-After header, in seconds. */
  public RequestFault retryAfter(int seconds) {
    return new RequestFault(kind, simulator, method, path, body, status, seconds, delay);
  }

  public static RequestFault timeoutAfterAccepting() {
    return new RequestFault(Kind.TIMEOUT, null, null, null, null, 0, null, PATIENCE);
  }

  public static RequestFault late(Duration delay) {
    return new RequestFault(Kind.DELAY, null, null, null, null, 0, null, delay);
  }

  public static RequestFault reset() {
    return new RequestFault(Kind.RESET, null, null, null, null, 0, null, Duration.ZERO);
  }

  public static RequestFault resetAfterAccepting() {
    return new RequestFault(Kind.RESET_AFTER, null, null, null, null, 0, null, Duration.ZERO);
  }

  /** Narrows the fault to one stand-in, method and part of a path; null leaves one of them open. */
  public RequestFault on(String ofSimulator, String ofMethod, String pathPart) {
    return new RequestFault(
        kind, ofSimulator, ofMethod, pathPart, body, status, retryAfterSeconds, delay);
  }

  /** Narrows the fault to requests whose body contains a text, as in a number; null for all. */
  public RequestFault holding(String text) {
    return new RequestFault(kind, simulator, method, path, text, status, retryAfterSeconds, delay);
  }

  boolean meets(String atSimulator, String withMethod, String atPath, String withBody) {
    return (simulator == null || simulator.equals(atSimulator))
        && (method == null || method.equalsIgnoreCase(withMethod))
        && (path == null || atPath.contains(path) || unescaped(atPath).contains(path))
        && (body == null || withBody.contains(body));
  }

  /** A path that is malformed stays as it is. */
  private static String unescaped(String path) {
    try {
      return path.contains("%")
          ? URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)
          : path;
    } catch (IllegalArgumentException malformed) {
      return path;
    }
  }
}
