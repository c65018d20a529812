package dev.ramal.events;

import java.util.List;
import java.util.Objects;

/**
 * What a message holds that is neither text nor media.
 *
 * @param kind {@code location}, {@code button}, {@code buttons}, {@code contacts}, {@code
 *     reaction}, or any other word of the carrier's that says what came
 * @param place null unless it is one
 * @param button which one a contact has tapped; null unless one was
 * @param buttons what a contact is offered to tap; null unless some are
 */
public record MessageContent(
    String kind, Place place, ReplyButton button, List<ReplyButton> buttons) {
  /** The kind of a {@link Place}. */
  public static final String LOCATION = "location";

  /** A contact has tapped one. */
  public static final String BUTTON = "button";

  /** A contact is offered some. */
  public static final String BUTTONS = "buttons";

  /** Something came, and nobody can say what. */
  public static final String UNKNOWN = "unknown";

  public MessageContent {
    Objects.requireNonNull(kind, "kind");
    buttons = buttons == null ? null : List.copyOf(buttons);
  }

  /**
   * @param place null unless it is one
   */
  public MessageContent(String kind, Place place) {
    this(kind, place, null, null);
  }

  public static MessageContent tapped(ReplyButton button) {
    return new MessageContent(BUTTON, null, button, null);
  }

  public static MessageContent offering(List<ReplyButton> buttons) {
    return new MessageContent(BUTTONS, null, null, buttons);
  }

  /** What a contact is offered to tap; perhaps empty. */
  public List<ReplyButton> offered() {
    return buttons == null ? List.of() : buttons;
  }
}
