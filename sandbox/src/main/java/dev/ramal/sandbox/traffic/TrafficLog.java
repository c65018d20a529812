package dev.ramal.sandbox.traffic;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects what several threads have wanted, and what they were answered. */
final class TrafficLog {
  private final Queue<TrafficClick> clicks = new ConcurrentLinkedQueue<>();
  private final Queue<TrafficMessage> messages = new ConcurrentLinkedQueue<>();
  private final Queue<TrafficReply> replies = new ConcurrentLinkedQueue<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  void add(TrafficClick click) {
    clicks.add(click);
  }

  void add(TrafficMessage message) {
    messages.add(message);
  }

  void add(TrafficReply reply) {
    replies.add(reply);
  }

  void fault(String what) {
    faults.add(what);
  }

  TrafficAsked asked() {
    return new TrafficAsked(
        List.copyOf(clicks), List.copyOf(messages), List.copyOf(replies), List.copyOf(faults));
  }
}
