package dev.ramal.sandbox.traffic;

import java.util.List;

/**
 * All that was wanted in a run.
 *
 * @param faults requests that had no answer, or one of 500 and above; each was sent again
 */
public record TrafficAsked(
    List<TrafficClick> clicks,
    List<TrafficMessage> messages,
    List<TrafficReply> replies,
    List<String> faults) {
  public TrafficAsked {
    clicks = List.copyOf(clicks);
    messages = List.copyOf(messages);
    replies = List.copyOf(replies);
    faults = List.copyOf(faults);
  }

  /** Ids of the calls that were made. */
  public List<String> calls() {
    return clicks.stream().map(TrafficClick::call).filter(call -> call != null).toList();
  }

  /** Of those that were accepted. */
  public List<TrafficMessage> accepted() {
    return messages.stream().filter(message -> message.id() != null).toList();
  }
}
