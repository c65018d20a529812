package dev.ramal.messaging.permission;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.messaging.permission.MessagePermissionInput.OptOutSaid;
import dev.ramal.messaging.permission.MessagePermissionInput.Recent;
import dev.ramal.messaging.permission.MessagePermissionInput.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of an organization as they stand, and what was found for some contacts. What is
 * taken meanwhile counts as well: a set to one contact is judged as one message after another.
 */
public final class FoundForMessage {
  private final MessageSettings settings;
  private final int version;
  private final Map<E164, List<OptOutSaid>> optOuts;
  private final Map<E164, Recent> recent;
  private final Map<E164, Integer> leftInMinute;

  FoundForMessage(
      MessageSettings settings,
      int version,
      Map<E164, List<OptOutSaid>> optOuts,
      Map<E164, Recent> recent,
      Map<E164, Integer> leftInMinute) {
    this.settings = settings;
    this.version = version;
    this.optOuts = optOuts;
    this.recent = new HashMap<>(recent);
    this.leftInMinute = leftInMinute;
  }

  public MessageSettings settings() {
    return settings;
  }

  /** Messages to the contact that were handed to a carrier within the last minute. */
  public int leftInMinute(E164 contact) {
    return leftInMinute.getOrDefault(contact, 0);
  }

  /**
   * The same for whom the product writes to on behalf of the organization: by no settings, and not
   * counted; what the person said holds all the same.
   */
  public FoundForMessage toOwnPeople() {
    return new FoundForMessage(MessageSettings.DEFAULT, 0, optOuts, Map.of(), leftInMinute);
  }

  /**
   * What a verdict depends on.
   *
   * @param at the moment that it is for
   * @param lastInboundAt when the contact wrote last on the channel; null for never
   * @param window null where none is needed
   */
  public MessagePermissionInput input(
      E164 to, Channel channel, Instant at, Instant lastInboundAt, Window window) {
    return new MessagePermissionInput(
        to.value(),
        channel,
        at,
        version,
        optOuts.getOrDefault(to, List.of()),
        lastInboundAt,
        window,
        recent.get(to));
  }

  public MessageVerdict judge(MessagePermissionInput input) {
    return JudgeMessage.judge(input, settings);
  }

  /** A message to the contact was taken. */
  public void taken(E164 contact) {
    recent.computeIfPresent(
        contact,
        (to, before) -> new Recent(before.inMinute() + 1, before.inDay() + 1, before.inWeek() + 1));
  }

  static List<OptOutSaid> both(List<OptOutSaid> some, List<OptOutSaid> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
