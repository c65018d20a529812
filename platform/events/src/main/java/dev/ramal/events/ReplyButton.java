package dev.ramal.events;

import java.util.Objects;

/**
 * An answer that a contact gives by a tap.
 *
 * @param id what comes back to us, and the contact does not see; WhatsApp calls it the payload
 * @param title what stands on it
 */
public record ReplyButton(String id, String title) {
  public ReplyButton {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
  }
}
