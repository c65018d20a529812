package dev.ramal.kit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CursorTest {

  @Property(tries = 100)
  void shouldComeBackAsItWas(@ForAll @AlphaChars String id, @ForAll int second) {
    Cursor cursor = new Cursor(Instant.ofEpochSecond(second, 123_456_000), id);

    assertThat(Cursor.decode(cursor.encoded())).contains(cursor);
  }

  @Property(tries = 200)
  void shouldRefuseWhatIsNotOurs(@ForAll @AlphaChars String text) {
    if (!text.isBlank()) {
      assertThatThrownBy(() -> Cursor.decode(text)).isInstanceOf(ProblemException.class);
    }
  }

  @Property(tries = 200)
  void shouldRefuseACursorThatWasCutOff(
      @ForAll @AlphaChars String id, @ForAll @IntRange(min = 1, max = 8) int missing) {
    String whole = new Cursor(Instant.EPOCH, id).encoded();
    String begun = whole.substring(0, whole.length() - missing);

    assertThatThrownBy(() -> Cursor.decode(begun))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("RAMAL-0432"));
  }

  @Test
  void shouldCutAPageAndPointBehindItsLastItem() {
    // Given
    List<Integer> read = List.of(9, 8, 7);

    // When
    Page<Integer> page = Page.cut(read, 2, item -> new Cursor(Instant.EPOCH, String.valueOf(item)));

    // Then
    assertThat(page.items()).containsExactly(9, 8);
    assertThat(Cursor.decode(page.next())).contains(new Cursor(Instant.EPOCH, "8"));
  }

  @Test
  void shouldEndWhereNothingFollows() {
    assertThat(Page.cut(List.of(1, 2), 2, i -> new Cursor(Instant.EPOCH, "")).next()).isNull();
  }
}
