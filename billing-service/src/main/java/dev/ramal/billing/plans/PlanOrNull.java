package dev.ramal.billing.plans;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.util.Optional;

/** Tells a plan that is said to be null from one that is not said at all, which chooses nothing. */
class PlanOrNull extends JsonDeserializer<Optional<String>> {
  @Override
  public Optional<String> deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    return json.hasToken(JsonToken.VALUE_STRING)
        ? Optional.of(json.getText())
        : context.reportInputMismatch(String.class, "the code of a plan is text");
  }

  @Override
  public Optional<String> getNullValue(DeserializationContext context) {
    return Optional.empty();
  }

  @Override
  public Object getAbsentValue(DeserializationContext context) {
    return null;
  }
}
