package dev.ramal.simulators.http;

/**
 * What the application answered to a callback.
 *
 * @param status null when nothing was answered
 * @param error connect, timeout or reset when nothing was answered; else null
 */
public record Reply(Integer status, String contentType, String body, String error) {

  static Reply failed(String error) {
    return new Reply(null, null, null, error);
  }

  public boolean ok() {
    return status != null && status >= 200 && status < 300;
  }
}
