package dev.ramal.calls.carrier;

/**
 * A carrier that asks what an answered leg is to do, and takes the answer as a document. It is
 * never told to join, announce or ask.
 */
public non-sealed interface AskingCarrier extends CarrierPort {}
