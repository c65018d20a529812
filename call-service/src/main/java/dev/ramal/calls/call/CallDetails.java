package dev.ramal.calls.call;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import dev.ramal.numbering.Destinations;
import java.time.Instant;

/**
 * What a call is about, apart from what happened to it.
 *
 * @param agentId subject of the agent's token; of an inbound call the agent who is rung or took it,
 *     null while there is none; of a call that was handed over to an agent, that one
 * @param agentName null when unknown
 * @param agentAddress E.164 or softphone address of the agent
 * @param from caller id for an outbound call, the caller for an inbound one
 * @param to the lead's number for an outbound call, ours for an inbound one
 * @param contactId in the CRM; null when unknown
 * @param dealId in the CRM; null when unknown
 * @param campaignId null when none
 * @param priority of the click, 1 to 9, the smaller goes first; null when none was given
 * @param carrier null for a denied call
 * @param connectionId the carrier account; null for a denied call
 * @param record whether the lead leg is recorded
 * @param estimatedCost null when no estimate was possible
 * @param notes null when none
 * @param disposition null when the agent gave none
 */
public record CallDetails(
    String agentId,
    String agentName,
    String agentAddress,
    Direction direction,
    String from,
    String to,
    String contactId,
    String dealId,
    String campaignId,
    Integer priority,
    Carrier carrier,
    ConnectionId connectionId,
    boolean record,
    Money estimatedCost,
    String notes,
    String disposition,
    Instant requestedAt) {

  /** The other party's number, whoever called. */
  public String leadNumber() {
    return direction == Direction.INBOUND ? from : to;
  }

  /** The caller id of a call of ours, the number that was called of an inbound one. */
  public String ourNumber() {
    return direction == Direction.INBOUND ? to : from;
  }

  /** What the lead's leg is priced by. */
  public DestinationClass destinationClass() {
    return direction == Direction.INBOUND
        ? Destinations.ofInboundCall(from, to)
        : Destinations.ofCall(to);
  }

  /**
   * An inbound call begins with the first that happened, whatever was heard of first.
   *
   * @param first null while nothing is known to have happened
   */
  CallDetails begunNoLaterThan(Instant first) {
    return direction == Direction.INBOUND && first != null && first.isBefore(requestedAt)
        ? with(campaignId, notes, disposition, first)
        : this;
  }

  /** An inbound call is that of whoever is rung for it, took it, or was wanted and missed it. */
  CallDetails servedBy(InboundProgress inbound) {
    return inbound.isRouted() ? with(inbound.agent()) : this;
  }

  /** A call that was handed over to an agent is theirs. */
  CallDetails takenOverBy(Transfer done, String address) {
    return with(done.asked().agentId(), done.asked().agentName(), address);
  }

  /** The same call with what a person may change afterwards. */
  public CallDetails annotated(String newNotes, String newDisposition, String newCampaignId) {
    return with(newCampaignId, newNotes, newDisposition, requestedAt);
  }

  /** The same call when no carrier is ever asked. */
  public CallDetails neverSent() {
    return new CallDetails(
        agentId,
        agentName,
        agentAddress,
        direction,
        from,
        to,
        contactId,
        dealId,
        campaignId,
        priority,
        null,
        null,
        false,
        null,
        notes,
        disposition,
        requestedAt);
  }

  /** The same call, going another way. */
  CallDetails going(FactBody.Ordered order) {
    Route route = order.route();
    return new CallDetails(
        agentId,
        agentName,
        order.address(),
        direction,
        route.from(),
        to,
        contactId,
        dealId,
        campaignId,
        priority,
        route.carrier(),
        route.connectionId(),
        record,
        route.aMinute(),
        notes,
        disposition,
        requestedAt);
  }

  private CallDetails with(FactBody.Offered offer) {
    return offer == null
        ? with(null, null, null)
        : with(offer.agentId(), offer.agentName(), offer.address());
  }

  private CallDetails with(String newAgentId, String newAgentName, String newAgentAddress) {
    return new CallDetails(
        newAgentId,
        newAgentName,
        newAgentAddress,
        direction,
        from,
        to,
        contactId,
        dealId,
        campaignId,
        priority,
        carrier,
        connectionId,
        record,
        estimatedCost,
        notes,
        disposition,
        requestedAt);
  }

  private CallDetails with(
      String newCampaignId, String newNotes, String newDisposition, Instant newRequestedAt) {
    return new CallDetails(
        agentId,
        agentName,
        agentAddress,
        direction,
        from,
        to,
        contactId,
        dealId,
        newCampaignId,
        priority,
        carrier,
        connectionId,
        record,
        estimatedCost,
        newNotes,
        newDisposition,
        newRequestedAt);
  }
}
