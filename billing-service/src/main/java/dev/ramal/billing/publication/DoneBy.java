package dev.ramal.billing.publication;

import java.time.Instant;

/**
 * Who did something, and when.
 *
 * @param id the token's subject: two people never have the same, whatever they are called
 * @param name user name, for people
 */
record DoneBy(String id, String name, Instant at) {
  boolean isSamePerson(DoneBy other) {
    return other != null && id.equals(other.id);
  }
}
