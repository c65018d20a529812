package dev.ramal.messaging.permission;

import dev.ramal.carriers.consent.DeclinedConsent;
import dev.ramal.carriers.spending.BlockedPrefix;
import dev.ramal.carriers.spending.SpentBudget;
import dev.ramal.events.Channel;
import java.time.Instant;
import java.util.List;

/**
 * All that a verdict depends on, besides the tables in the code and the version of the settings.
 * Kept with the message: the same input gives the same verdict.
 *
 * @param to E.164
 * @param optOuts what the contact said, of each channel
 * @param lastInboundAt when the contact wrote last on this channel; null for never
 * @param window null where none is needed: another channel than WhatsApp, a template, or a sender
 *     that is not chosen yet
 * @param recent what was counted, back from when it would leave; null where nothing was, as of
 *     those that were judged at their leaving before that was counted again, and where no cap
 *     holds: to the organization's own people
 * @param budgets that would pay for the message and stop it; null in inputs of before there were
 *     any, and where none does: to the organization's own people
 * @param prefixes of the number that are held; null as budgets are
 * @param declined contacts of the CRM that hold the number and decline communications; null in
 *     inputs of before they were known
 */
public record MessagePermissionInput(
    String to,
    Channel channel,
    Instant at,
    int settingsVersion,
    List<OptOutSaid> optOuts,
    Instant lastInboundAt,
    Window window,
    Recent recent,
    List<SpentBudget> budgets,
    List<BlockedPrefix> prefixes,
    List<DeclinedConsent> declined) {

  public MessagePermissionInput {
    optOuts = List.copyOf(optOuts);
    budgets = budgets == null ? null : List.copyOf(budgets);
    prefixes = prefixes == null ? null : List.copyOf(prefixes);
    declined = declined == null ? null : List.copyOf(declined);
  }

  /** Where nobody asked billing. */
  public MessagePermissionInput(
      String to,
      Channel channel,
      Instant at,
      int settingsVersion,
      List<OptOutSaid> optOuts,
      Instant lastInboundAt,
      Window window,
      Recent recent) {
    this(
        to, channel, at, settingsVersion, optOuts, lastInboundAt, window, recent, null, null, null);
  }

  /**
   * @param outAt when the contact opted out last; null for never
   * @param inAt when the contact opted in last; null for never
   */
  public record OptOutSaid(Channel channel, Instant outAt, Instant inAt) {
    /**
     * An opt-out holds as soon as it was heard, also where the carrier's clock is ahead of ours:
     * its time only orders it. An opt-in that is ahead counts from then on.
     */
    boolean holdsAt(Instant at) {
      return outAt != null && (inAt == null || inAt.isAfter(at) || !inAt.isAfter(outAt));
    }
  }

  /**
   * WhatsApp's window towards the number that sends.
   *
   * @param from null for a contact who wrote to none of ours
   * @param closesAt null when it was never open
   */
  public record Window(String from, Instant closesAt) {}

  /** How many messages went to the contact; each up to a cap, not beyond. */
  public record Recent(int inMinute, int inDay, int inWeek) {}

  MessagePermissionInput declinedBy(List<DeclinedConsent> contacts) {
    return new MessagePermissionInput(
        to,
        channel,
        at,
        settingsVersion,
        optOuts,
        lastInboundAt,
        window,
        recent,
        budgets,
        prefixes,
        contacts);
  }

  MessagePermissionInput with(Recent counted) {
    return new MessagePermissionInput(
        to,
        channel,
        at,
        settingsVersion,
        optOuts,
        lastInboundAt,
        window,
        counted,
        budgets,
        prefixes,
        declined);
  }

  MessagePermissionInput with(List<SpentBudget> stopping, List<BlockedPrefix> held) {
    return new MessagePermissionInput(
        to,
        channel,
        at,
        settingsVersion,
        optOuts,
        lastInboundAt,
        window,
        recent,
        stopping,
        held,
        declined);
  }
}
