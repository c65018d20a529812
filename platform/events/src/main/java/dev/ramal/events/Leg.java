package dev.ramal.events;

/**
 * One leg of a finished call.
 *
 * @param leg agent or lead
 * @param carrierCallId the carrier's handle; null when the carrier never took it
 * @param address E.164 or softphone address
 * @param destinationClass landline, mobile, mobile-sp-rj, toll-free, international-XX, withheld or
 *     softphone
 * @param outcome how this leg ended
 * @param answeredSeconds whole seconds from its answer to its end; 0 when not answered
 */
public record Leg(
    LegName leg,
    CarrierCallId carrierCallId,
    String address,
    DestinationClass destinationClass,
    CallOutcome outcome,
    int answeredSeconds) {}
