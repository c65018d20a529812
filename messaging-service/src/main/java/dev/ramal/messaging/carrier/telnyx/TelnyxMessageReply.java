package dev.ramal.messaging.carrier.telnyx;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/** What Telnyx answers about a message; any field may be null. */
record TelnyxMessageReply(
    String id,
    List<Recipient> to,
    Integer parts,
    Cost cost,
    List<Error> errors,
    OffsetDateTime sentAt,
    OffsetDateTime completedAt) {
  record Recipient(String phoneNumber, String status) {}

  record Cost(BigDecimal amount, String currency) {}

  record Error(String code, String title) {}
}
