package dev.ramal.messaging.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  @DisplayName("MSG-500 what failed alike has one fingerprint, whatever is its own in each record")
  void shouldLeaveOutWhatIsARecordsOwn() {
    // When
    String first =
        Fingerprint.cause(
            null, "call 0192f3a4-7c1b-7d35-9e0a-3f1c2b4d5e6f of +5511987654321 is not there", null);
    String second =
        Fingerprint.cause(
            null,
            "call 0192f3a4-7c1b-7d35-9e0a-3f1c2b4d5e70 of +5521912345678  is not there",
            null);
    String thrown = Fingerprint.cause(null, "d", "java.lang.IllegalStateException: pool of 12");
    String malformed = Fingerprint.cause("schema", "dev.ramal.x: $.leg: is missing", null);

    // Then
    assertThat(first).isEqualTo(second).isEqualTo("call # of +# is not there");
    assertThat(thrown).isEqualTo("java.lang.IllegalStateException: pool of #");
    assertThat(malformed).isEqualTo("schema: dev.ramal.x: $.leg: is missing");
    assertThat(Fingerprint.cause(null, null, null)).isEmpty();
    assertThat(Fingerprint.cause(null, "x".repeat(999), null)).hasSize(200);
  }

  @Test
  @DisplayName("MSG-500 kind, cause, type and version of the service each make a fingerprint")
  void shouldTellApartWhatIsDifferent() {
    // When
    String one = Fingerprint.of("Malformed", "schema: x", "t", "1");

    // Then
    assertThat(one)
        .matches("[0-9a-f]{12}")
        .isEqualTo(Fingerprint.of("Malformed", "schema: x", "t", "1"));
    assertThat(
            new String[] {
              Fingerprint.of("NotYet", "schema: x", "t", "1"),
              Fingerprint.of("Malformed", "schema: y", "t", "1"),
              Fingerprint.of("Malformed", "schema: x", "u", "1"),
              Fingerprint.of("Malformed", "schema: x", null, "1"),
              Fingerprint.of("Malformed", "schema: x", "t", "2")
            })
        .doesNotHaveDuplicates()
        .doesNotContain(one);
  }
}
