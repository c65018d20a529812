package dev.ramal.billing.gaps;

import dev.ramal.events.DestinationClass;

/**
 * A place of the reference list.
 *
 * @param kind what it is, as in mobile or international
 * @param name which one of its kind, as in DDD 11 or PT mobile; empty where there is only one
 * @param destinationClass null where it has none
 * @param number one that lies there; null where it has none
 */
record Destination(String kind, String name, DestinationClass destinationClass, String number) {}
