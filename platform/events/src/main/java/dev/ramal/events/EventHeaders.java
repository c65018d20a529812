package dev.ramal.events;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names of the Kafka headers of an event: CloudEvents 1.0 binary mode and our extensions. */
public final class EventHeaders {
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String TIME = "ce_time";
  public static final String SUBJECT = "ce_subject";
  public static final String DATA_SCHEMA = "ce_dataschema";
  public static final String TENANT = "ce_tenant";
  public static final String CAUSATION = "ce_causation";
  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACE_PARENT = "traceparent";

  /** The redrive that sent the record again, also of what a redriven callback became. */
  public static final String REDRIVE = "ramal-redrive";

  /**
   * The offset at which a record that was sent again lay first: by it records of one key keep their
   * order, however often they die.
   */
  public static final String FIRST_OFFSET = "ramal-first-offset";

  private EventHeaders() {}

  /** The headers of an event, in a fixed order; absent attributes are left out. */
  public static Map<String, String> of(Event<?> event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(SPEC_VERSION, "1.0");
    headers.put(ID, event.id());
    headers.put(SOURCE, event.source());
    headers.put(TYPE, event.type());
    headers.put(TIME, InstantText.of(event.time()));
    headers.put(SUBJECT, event.subject());
    headers.put(DATA_SCHEMA, "https://schemas.ramal.dev/" + event.type() + ".json");
    headers.put(TENANT, event.tenant().value());
    if (event.causation() != null) {
      headers.put(CAUSATION, event.causation());
    }
    headers.put(CONTENT_TYPE, "application/json");
    return headers;
  }
}
