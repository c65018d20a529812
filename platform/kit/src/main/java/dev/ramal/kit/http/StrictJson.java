package dev.ramal.kit.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Instant;

/**
 * Reads the bodies of our clients to the letter: a field that nobody knows, a number in quotes, 5.7
 * for a whole number or 1 for true is refused, because whoever sent it meant something else than we
 * would do. What other systems answer to us is read by other mappers, which take what comes.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class StrictJson implements ContextResolver<ObjectMapper> {
  private final ObjectMapper strict;

  public StrictJson(ObjectMapper usual) {
    strict = strict(usual.copy());
  }

  @Override
  public ObjectMapper getContext(Class<?> type) {
    return strict;
  }

  /** The mapper given, made strict. */
  public static ObjectMapper strict(ObjectMapper json) {
    DeserializationConfig config =
        json.getDeserializationConfig()
            .without(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .with(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    json.setConfig(config).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    json.coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return json.setDefaultLeniency(false)
        .registerModule(
            new SimpleModule("times-as-text").addDeserializer(Instant.class, new TextualInstant()));
  }

  /** A number for a time may be seconds or milliseconds; who knows. */
  private static final class TextualInstant extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.hasToken(JsonToken.VALUE_STRING)
          ? InstantDeserializer.INSTANT.deserialize(json, context)
          : context.reportInputMismatch(Instant.class, "a time is written as text");
    }
  }
}
