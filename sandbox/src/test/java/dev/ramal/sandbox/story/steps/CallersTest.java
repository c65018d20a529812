package dev.ramal.sandbox.story.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallersTest {
  @Test
  void shouldTakeNobodyTwiceForAStranger() {
    // When
    List<String> strangers = Stream.generate(Callers::stranger).limit(3_000).toList();

    // Then
    assertThat(strangers).doesNotHaveDuplicates().doesNotContain(Lead.PHONE);
    assertThat(strangers).allMatch(phone -> phone.matches("\\+55119876\\d{5}"));
  }
}
