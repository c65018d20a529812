package dev.ramal.simulators.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A callback and its attempts so far.
 *
 * @param id counts from 1
 * @param fault the fault that met it, replay when it was sent again on purpose, else null
 */
public record SentCallback(long id, Callback callback, String fault, List<Attempt> attempts) {

  SentCallback(long id, Callback callback, String fault) {
    this(id, callback, fault, new CopyOnWriteArrayList<>());
  }

  /** The last answer, or null when there is none. */
  public Integer status() {
    return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).status();
  }

  /** The last body sent, or null when nothing was sent. */
  public String body() {
    return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).body();
  }

  /** The last body sent, read as a form. */
  public Fields form() {
    return Fields.parse(body());
  }
}
