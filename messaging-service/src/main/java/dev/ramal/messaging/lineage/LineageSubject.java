package dev.ramal.messaging.lineage;

import dev.ramal.events.E164;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an event tells of.
 *
 * @param id as clients name it; never a telephone number
 */
record LineageSubject(LineageKind kind, String id) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=@|-]{1,200}");

  /** What a person dials or WhatsApp knows a person by. */
  private static final Pattern PERSONAL =
      Pattern.compile("\\+?[0-9]{7,15}|[A-Z]{2}\\.[0-9]{8,}|.*@.*");

  private static final int DIGITS_OF_A_NUMBER = 12;

  /** Their events name the use that went beyond them, which is one of many. */
  private static final List<String> LIMITS =
      List.of("dev.ramal.billing.Budget", "dev.ramal.billing.Velocity");

  private record Named(String field, LineageKind kind) {}

  /** In this order: an event of a call may name a recording too. */
  private static final List<Named> NAMED =
      List.of(
          new Named("callId", LineageKind.CALL),
          new Named("messageId", LineageKind.MESSAGE),
          new Named("invoiceId", LineageKind.INVOICE),
          new Named("usageId", LineageKind.USAGE),
          new Named("carrierCallId", LineageKind.CARRIER_CALL),
          new Named("carrierMessageId", LineageKind.CARRIER_MESSAGE),
          new Named("recordingId", LineageKind.RECORDING),
          new Named("exportId", LineageKind.EXPORT),
          new Named("templateId", LineageKind.TEMPLATE),
          new Named("contactId", LineageKind.CONTACT),
          new Named("numberId", LineageKind.NUMBER),
          new Named("agentId", LineageKind.AGENT),
          new Named("alertId", LineageKind.ALERT),
          new Named("connectionId", LineageKind.CONNECTION));

  /**
   * @param type null where the record names none
   * @param envelope {@code ce_subject}, for a body that cannot be read; may be null
   * @param event {@code ce_id}, or what stands for it: what is none of all is known by it
   */
  static LineageSubject of(
      String type, EventFields fields, String envelope, String event, HandleHashes hashes) {
    if (isOfLimits(type)) {
      return named(LineageKind.BUDGET, fields.value("budgetId"))
          .or(() -> named(LineageKind.PREFIX_BLOCK, fields.value("blockId")))
          .orElseGet(() -> new LineageSubject(LineageKind.EVENT, event));
    }
    return ofSubjectId(fields)
        .or(() -> ofNames(fields))
        .or(() -> ofNumber(fields, hashes))
        .or(() -> fields.whole() ? Optional.empty() : ofEnvelope(type, envelope))
        .orElseGet(() -> new LineageSubject(LineageKind.EVENT, event));
  }

  /** Whether it tells of a budget or of a prefix that is used too much. */
  static boolean isOfLimits(String type) {
    return type != null && LIMITS.stream().anyMatch(type::startsWith);
  }

  /** Whether a text may be stored as an id: what may be a person's number or address is none. */
  static boolean isId(String text) {
    return text != null && ID.matcher(text).matches() && !PERSONAL.matcher(text).matches();
  }

  /** The same of what a CRM gave its id to: some count, and a count has as many digits. */
  static boolean isForeignId(String text) {
    return text != null
        && ID.matcher(text).matches()
        && !text.startsWith("+")
        && !text.contains("@");
  }

  /** The call of a recording stands before a slash, a number before its month. */
  static String firstPart(String subjectId) {
    int slash = subjectId.indexOf('/');
    return slash < 0 ? subjectId : subjectId.substring(0, slash);
  }

  private static Optional<LineageSubject> ofSubjectId(EventFields fields) {
    String id = fields.value("subjectId");
    String subject = fields.value("subject");
    if (id == null || subject == null) {
      return Optional.empty();
    }
    return switch (subject) {
      case "call", "recording", "follow-up" -> named(LineageKind.CALL, firstPart(id));
      case "message" -> named(LineageKind.MESSAGE, id);
      case "messages", "messages-follow-up" -> named(LineageKind.MESSAGE_DAY, id);
      default -> Optional.empty();
    };
  }

  private static Optional<LineageSubject> ofNames(EventFields fields) {
    return NAMED.stream()
        .flatMap(named -> named(named.kind(), fields.value(named.field())).stream())
        .findFirst();
  }

  private static Optional<LineageSubject> ofNumber(EventFields fields, HandleHashes hashes) {
    String number = fields.has("number") ? fields.value("number") : fields.value("contact");
    return Optional.ofNullable(number)
        .filter(E164::isValid)
        .map(E164::of)
        .flatMap(hashes::ofNumber)
        .map(hash -> new LineageSubject(LineageKind.NUMBER, "number-" + shortened(hash)));
  }

  /** Of what cannot be read only its envelope says whose it is. */
  private static Optional<LineageSubject> ofEnvelope(String type, String subject) {
    if (type == null) {
      return Optional.empty();
    } else if (type.startsWith("dev.ramal.calls.") || type.startsWith("dev.ramal.carrier.call.")) {
      return named(LineageKind.CALL, subject);
    } else if (type.startsWith("dev.ramal.messages.")
        || type.startsWith("dev.ramal.carrier.message.")) {
      return named(LineageKind.MESSAGE, subject);
    } else {
      return Optional.empty();
    }
  }

  private static Optional<LineageSubject> named(LineageKind kind, String id) {
    boolean fits = kind == LineageKind.CONTACT ? isForeignId(id) : isId(id);
    return fits ? Optional.of(new LineageSubject(kind, id)) : Optional.empty();
  }

  private static String shortened(UUID hash) {
    return hash.toString().replace("-", "").substring(0, DIGITS_OF_A_NUMBER);
  }
}
