package dev.ramal.sandbox.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreviousReleaseTest {
  private final Map<String, String> commits = new HashMap<>(Map.of("HEAD", "h", "HEAD^", "p"));
  private Optional<String> tag = Optional.empty();
  private Set<String> before = Set.of("p", "m", "r");

  @Test
  void shouldTakeTheNewestReleaseBeforeThisOne() {
    // Given
    tag = Optional.of("v1.2");
    commits.put("v1.2", "r");
    commits.put("main", "m");

    // Then
    assertThat(find()).contains("r");
  }

  @Test
  void shouldTakeWhatLandedLastWhereNothingWasReleased() {
    // Given
    commits.put("main", "m");

    // Then
    assertThat(find()).contains("m");
  }

  @Test
  void shouldTakeTheCommitBeforeWhereThisOneHasLanded() {
    // Given
    commits.put("main", "h");
    commits.put("origin/main", "h");

    // Then
    assertThat(find()).contains("p");
  }

  @Test
  void shouldTakeNothingThatThisOneIsNotBuiltUpon() {
    // Given
    commits.put("main", "elsewhere");

    // Then
    assertThat(find()).contains("p");
  }

  @Test
  void shouldFindNothingInTheFirstCommit() {
    // Given
    commits.remove("HEAD^");

    // Then
    assertThat(find()).isEmpty();
  }

  private Optional<String> find() {
    return PreviousRelease.find(this::git);
  }

  private Optional<String> git(List<String> words) {
    String last = words.get(words.size() - 1);
    return switch (words.get(0)) {
      case "describe" -> tag;
      case "rev-parse" -> Optional.ofNullable(commits.get(last.replace("^{commit}", "")));
      default -> before.contains(words.get(2)) ? Optional.of("") : Optional.empty();
    };
  }
}
