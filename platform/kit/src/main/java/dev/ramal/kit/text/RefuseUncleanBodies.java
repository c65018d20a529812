package dev.ramal.kit.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.ramal.events.CleanText;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Refuses a JSON body in which a text cannot be stored, and names the field. Whatever the body is
 * read into, a class or a map, it passes here first; but whoever takes bytes, as of a sender who
 * cannot mend what it tells, reads them by {@link CleanTree}.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public class RefuseUncleanBodies implements ReaderInterceptor {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
    if (isJson(reading.getMediaType()) && reading.getType() != byte[].class) {
      byte[] body = reading.getInputStream().readAllBytes();
      Optional<String> field = mayBeUnclean(body) ? uncleanField(body) : Optional.empty();
      if (field.isPresent()) {
        throw UncleanTexts.problem(field.get());
      }
      reading.setInputStream(new ByteArrayInputStream(body));
    }
    return reading.proceed();
  }

  private static boolean isJson(MediaType type) {
    return type != null && type.getSubtype().matches("(?i)json|.*\\+json");
  }

  /**
   * Whether it is worth reading twice: an escape of U+0000 or of a surrogate. Raw bytes of either
   * are no JSON.
   */
  private static boolean mayBeUnclean(byte[] body) {
    for (int i = 0; i + 2 < body.length; i++) {
      if (body[i] == '\\' && body[i + 1] == 'u' && "0dD".indexOf(body[i + 2]) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Empty as well for what is no JSON: its reader says so. */
  private static Optional<String> uncleanField(byte[] body) throws IOException {
    try (JsonParser json = JSON.createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
        if (text && !CleanText.isClean(json.getText())) {
          return Optional.of(path(json.getParsingContext()));
        }
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String path(JsonStreamContext place) {
    if (place.inRoot()) {
      return "";
    }
    String above = path(place.getParent());
    if (place.inArray()) {
      return above + "[" + place.getCurrentIndex() + "]";
    }
    String name = CleanText.of(place.getCurrentName());
    return above.isEmpty() ? name : above + "." + name;
  }
}
