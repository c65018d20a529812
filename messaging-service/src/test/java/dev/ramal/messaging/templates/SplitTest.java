package dev.ramal.messaging.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-183 a contact gets the same variant of a template, always")
class SplitTest {
  private static final String TEMPLATE = "0198c0de-0000-7000-8000-00000000000a";
  private static final List<TemplateVariant> EVEN = variants(1, 1);
  private static final List<TemplateVariant> UNEVEN = variants(1, 3);

  /** What contacts were once told they are told again: the hash may never change. */
  @Test
  void shouldSplitAsItAlwaysDid() {
    // When
    String even =
        IntStream.rangeClosed(1, 8)
            .mapToObj(n -> Split.of(TEMPLATE, "+551198765432" + n, EVEN).key())
            .reduce("", String::concat);
    String uneven =
        IntStream.rangeClosed(1, 8)
            .mapToObj(n -> Split.of(TEMPLATE, "+551198765432" + n, UNEVEN).key())
            .reduce("", String::concat);
    // Then
    assertThat(even).isEqualTo("AABBBABB");
    assertThat(uneven).isEqualTo("AABBBBBB");
  }

  @Test
  void shouldSplitByTheWeights() {
    // When
    long ofA =
        IntStream.range(0, 10_000)
            .filter(n -> Split.of(TEMPLATE, "+5511" + (900_000_000 + n), UNEVEN).key().equals("A"))
            .count();
    // Then
    assertThat(ofA).isEqualTo(2506);
  }

  @Test
  void shouldSplitContactsOfAnotherTemplateAnew() {
    // When
    long same =
        IntStream.range(0, 1000)
            .filter(
                n ->
                    Split.of(TEMPLATE, "+55119" + n, EVEN)
                        .equals(Split.of("another", "+55119" + n, EVEN)))
            .count();
    // Then
    assertThat(same).isBetween(400L, 600L);
  }

  private static List<TemplateVariant> variants(int a, int b) {
    return List.of(new TemplateVariant("A", a, "Oi"), new TemplateVariant("B", b, "Olá"));
  }
}
