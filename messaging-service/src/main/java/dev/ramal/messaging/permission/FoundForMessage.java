package dev.ramal.messaging.permission;

import dev.ramal.carriers.consent.DeclinedConsent;
import dev.ramal.carriers.spending.BlockedPrefix;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.messaging.permission.MessagePermissionInput.OptOutSaid;
import dev.ramal.messaging.permission.MessagePermissionInput.Recent;
import dev.ramal.messaging.permission.MessagePermissionInput.Window;
import java.time.Duration;
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
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration WEEK = Duration.ofDays(7);

  private final MessageSettings settings;
  private final int version;
  private final Refusals refusals;
  private final Map<E164, Others> others;
  private final Spending spending;
  private final Instant now;

  FoundForMessage(
      MessageSettings settings,
      int version,
      Refusals refusals,
      Map<E164, Others> others,
      Spending spending,
      Instant now) {
    this.settings = settings;
    this.version = version;
    this.refusals = refusals;
    this.others = new HashMap<>(others);
    this.spending = spending;
    this.now = now;
  }

  public MessageSettings settings() {
    return settings;
  }

  /**
   * Who wants no messages.
   *
   * @param optOuts what contacts said themselves
   * @param declined contacts of the CRM that hold the number and decline communications
   */
  record Refusals(Map<E164, List<OptOutSaid>> optOuts, Map<E164, List<DeclinedConsent>> declined) {}

  /** What billing holds back in the organization. */
  record Spending(List<BudgetStop> stops, List<BlockedPrefix> prefixes) {
    static final Spending FREE = new Spending(List.of(), List.of());

    Spending {
      stops = List.copyOf(stops);
      prefixes = List.copyOf(prefixes);
    }
  }

  /**
   * Other messages to a contact.
   *
   * @param inMinute how many were asked for within the last minute; for one that leaves, how many
   *     have left
   * @param leaves when each leaves or has left
   */
  record Others(int inMinute, List<Instant> leaves) {
    Others {
      leaves = List.copyOf(leaves);
    }

    Recent until(Instant at) {
      return new Recent(inMinute, within(DAY, at), within(WEEK, at));
    }

    private int within(Duration span, Instant at) {
      Instant from = at.minus(span);
      return (int) leaves.stream().filter(t -> t.isAfter(from) && !t.isAfter(at)).count();
    }

    Others and(Instant another) {
      return new Others(inMinute + 1, Stream.concat(leaves.stream(), Stream.of(another)).toList());
    }
  }

  /**
   * The same for whom the product writes to on behalf of the organization: by no settings, not
   * counted, and whatever is spent; what the person said holds all the same.
   */
  public FoundForMessage toOwnPeople() {
    return new FoundForMessage(MessageSettings.DEFAULT, 0, refusals, Map.of(), null, now);
  }

  /**
   * What a verdict depends on. Counted is back from when the message would leave: those that are
   * held over a weekend leave together.
   *
   * @param at the moment that it is for
   * @param lastInboundAt when the contact wrote last on the channel; null for never
   * @param window null where none is needed
   * @param agentId of the author; null for nobody
   */
  public MessagePermissionInput input(
      E164 to, Channel channel, Instant at, Instant lastInboundAt, Window window, String agentId) {
    MessagePermissionInput counted = counted(to, channel, at, lastInboundAt, window);
    return spending == null ? counted : paidFor(counted, agentId, leaves(counted));
  }

  private MessagePermissionInput paidFor(
      MessagePermissionInput input, String agentId, Instant leaves) {
    return input.with(
        spending.stops().stream()
            .filter(stop -> stop.concerns(agentId, leaves))
            .map(BudgetStop::spent)
            .toList(),
        spending.prefixes().stream().filter(held -> input.to().startsWith(held.prefix())).toList());
  }

  private MessagePermissionInput counted(
      E164 to, Channel channel, Instant at, Instant lastInboundAt, Window window) {
    MessagePermissionInput uncounted =
        new MessagePermissionInput(
                to.value(),
                channel,
                at,
                version,
                refusals.optOuts().getOrDefault(to, List.of()),
                lastInboundAt,
                window,
                null)
            .declinedBy(refusals.declined().getOrDefault(to, List.of()));
    Others known = others.get(to);
    return known == null ? uncounted : uncounted.with(known.until(leaves(uncounted)));
  }

  /** Not earlier than now: what went to them long ago is not known. */
  private Instant leaves(MessagePermissionInput input) {
    Instant held = settings.quietHours() ? judge(input).leavesAt() : null;
    Instant leaves = held == null ? input.at() : held;
    return leaves.isBefore(now) ? now : leaves;
  }

  public MessageVerdict judge(MessagePermissionInput input) {
    return JudgeMessage.judge(input, settings);
  }

  /** A message to the contact was taken, which leaves at a certain time. */
  public void taken(E164 contact, Instant leaves) {
    others.computeIfPresent(contact, (to, before) -> before.and(leaves));
  }

  static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
