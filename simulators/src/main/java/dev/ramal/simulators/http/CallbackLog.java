package dev.ramal.simulators.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Every callback sent, oldest first; keeps the last 20,000. */
public final class CallbackLog {
  private static final int KEPT = 20_000;

  private final Deque<SentCallback> callbacks = new ArrayDeque<>();
  private long last;

  synchronized SentCallback add(Callback callback, String fault) {
    SentCallback sent = new SentCallback(++last, callback, fault);
    callbacks.add(sent);
    if (callbacks.size() > KEPT) {
      callbacks.removeFirst();
    }
    return sent;
  }

  public synchronized List<SentCallback> all() {
    return new ArrayList<>(callbacks);
  }

  /**
   * @param simulator twilio or telnyx; null for all
   * @param text what the callback must mention; null for all
   */
  public List<SentCallback> find(String simulator, String text) {
    return all().stream()
        .filter(sent -> simulator == null || sent.callback().simulator().equals(simulator))
        .filter(sent -> text == null || sent.callback().mentions(text))
        .toList();
  }

  public synchronized void clear() {
    callbacks.clear();
  }
}
