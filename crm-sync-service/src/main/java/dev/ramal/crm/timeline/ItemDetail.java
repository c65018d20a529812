package dev.ramal.crm.timeline;

import dev.ramal.events.EventJson;

/** What is told of an item by its type; JSON in the store. */
sealed interface ItemDetail
    permits TimelineCall,
        TimelineMessage,
        TimelineRecording,
        TimelineVoicemail,
        TimelineActivity,
        TimelineCost {

  /**
   * What is known once both were told, in whichever order. Each tells the whole, unless its type
   * says otherwise.
   *
   * @param newer whether the other is of a higher rank
   */
  default ItemDetail with(ItemDetail other, boolean newer) {
    return newer ? other : this;
  }

  static ItemDetail read(TimelineType type, String json) {
    return switch (type) {
      case CALL -> EventJson.read(json, TimelineCall.class);
      case SMS, WHATSAPP -> EventJson.read(json, TimelineMessage.class);
      case RECORDING -> EventJson.read(json, TimelineRecording.class);
      case VOICEMAIL -> EventJson.read(json, TimelineVoicemail.class);
      case ACTIVITY -> EventJson.read(json, TimelineActivity.class);
      case COST -> EventJson.read(json, TimelineCost.class);
    };
  }
}
