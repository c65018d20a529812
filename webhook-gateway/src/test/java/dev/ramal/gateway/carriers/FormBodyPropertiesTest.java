package dev.ramal.gateway.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.events.CleanText;
import dev.ramal.gateway.carriers.twilio.TwilioSignature;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class FormBodyPropertiesTest {
  private static final List<SecretKey> KEYS = List.of(TwilioSignature.key("12345"));

  @Property(tries = 300)
  void shouldReadBackWhatWasEncoded(@ForAll @Size(max = 20) Map<String, String> fields) {
    // Given
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));

    // When
    Map<String, String> read = FormBody.parse(body.getBytes(StandardCharsets.UTF_8)).asMap();

    // Then
    fields.forEach(
        (name, value) -> {
          if (CleanText.isClean(asSent(name))) {
            assertThat(read).containsEntry(asSent(name), CleanText.of(asSent(value)));
          } else {
            assertThat(read).doesNotContainKey(asSent(name));
          }
        });
  }

  @Property(tries = 300)
  void shouldReadAnythingWithoutFailing(@ForAll @Size(max = 400) byte[] anything) {
    // Given
    FormBody form = FormBody.parse(anything);

    // When
    boolean genuine =
        new TwilioSignature("https://hooks.example.com")
            .isGenuine("/x?y=z'", form, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", KEYS);

    // Then
    assertThat(genuine).isFalse();
    assertThat(form.asMap()).isNotNull();
  }

  @Property(tries = 100)
  void shouldSignFieldsInWhateverOrderTheyCame(
      @ForAll @Size(min = 2, max = 8) @UniqueElements List<String> names) {
    // Given
    String forwards = names.stream().map(n -> encode(n) + "=1").collect(Collectors.joining("&"));
    List<String> reversed = new ArrayList<>(names);
    Collections.reverse(reversed);
    String backwards =
        reversed.stream().map(n -> encode(n) + "=1").collect(Collectors.joining("&"));

    // When
    String one = sorted(forwards);
    String other = sorted(backwards);

    // Then
    assertThat(one).isEqualTo(other);
  }

  @Example
  void shouldRefuseAnEndlessListOfFields() {
    // Given
    byte[] body = "a=1&".repeat(FormBody.MAX_FIELDS + 1).getBytes(StandardCharsets.UTF_8);

    // When Then
    assertThatThrownBy(() -> FormBody.parse(body)).isInstanceOf(RejectedCallback.class);
  }

  private static String sorted(String body) {
    StringBuilder text = new StringBuilder();
    FormBody.parse(body.getBytes(StandardCharsets.UTF_8))
        .forEachSorted(
            (from, start, length) ->
                text.append(new String(from, start, length, StandardCharsets.UTF_8)));
    return text.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Lone surrogates cannot be sent at all. */
  private static String asSent(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
