package dev.ramal.messaging.routing;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What decides which account a message goes through. Pure.
 *
 * @param open accounts that messages are kept away from
 */
public record RoutingTerms(MessageRoutingSettings settings, Set<OpenCircuit> open) {
  public static final RoutingTerms NONE =
      new RoutingTerms(MessageRoutingSettings.DEFAULT, Set.of());

  /** An account of the organization on a channel. */
  public record OpenCircuit(String connectionId, Channel channel) {}

  /**
   * Who can be asked, the best first: whose circuit is closed, then by the organization's order,
   * then as they came. One whose circuit is open is the last resort: no message is refused because
   * of a guess.
   *
   * @param wanted the only carrier that is meant; null for the organization's choice
   */
  public List<Sender> inOrder(Channel channel, Carrier wanted, List<Sender> senders) {
    Optional<List<Carrier>> order =
        wanted == null ? settings.carriers(channel) : Optional.of(List.of(wanted));
    return senders.stream()
        .filter(sender -> order.map(list -> list.contains(sender.account().carrier())).orElse(true))
        .sorted(
            Comparator.comparing((Sender sender) -> isOpen(channel, sender.account()))
                .thenComparing(
                    sender ->
                        order.map(list -> list.indexOf(sender.account().carrier())).orElse(0)))
        .toList();
  }

  /**
   * Another account for a message that some are proven not to have taken. One that may still take
   * it is left only for one that was not asked yet and works. After a refusal any that was not
   * asked is better than none, and then one that it left without a refusal: it may work by now.
   * That ends, for whoever refuses is out.
   *
   * @param left why the message left accounts, the one that it leaves now among them
   * @param now that account
   */
  public Optional<Sender> other(
      Channel channel, List<Sender> senders, Map<String, String> left, String now) {
    List<Sender> able = inOrder(channel, null, senders);
    List<Sender> untried =
        able.stream().filter(sender -> !left.containsKey(sender.account().connectionId())).toList();
    if (UnfitReason.passes(left.get(now))) {
      return untried.stream().filter(sender -> !isOpen(channel, sender.account())).findFirst();
    }
    return Stream.concat(
            untried.stream(),
            able.stream()
                .filter(sender -> UnfitReason.passes(left.get(sender.account().connectionId()))))
        .findFirst();
  }

  private boolean isOpen(Channel channel, CarrierAccount account) {
    return open.contains(new OpenCircuit(account.connectionId(), channel));
  }
}
