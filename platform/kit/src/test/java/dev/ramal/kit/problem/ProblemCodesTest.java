package dev.ramal.kit.problem;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Each code of the kit stands for one problem")
class ProblemCodesTest {
  private static final Pattern PROBLEM =
      Pattern.compile("Problem\\.of\\(\\s*(\\w+),\\s*(\"RAMAL-\\d+\"|[A-Z_]+),\\s*\"([^\"]+)\"");
  private static final Pattern CONSTANT = Pattern.compile("String ([A-Z_]+) = (\"RAMAL-\\d+\")");
  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", ".")).resolve("src/main/java");

  @Test
  void shouldHaveACodeOfItsOwnForEachProblem() {
    // When
    Set<String> problems = problems();

    // Then
    assertThat(problems)
        .containsExactly(
            "RAMAL-0400 400 Some fields are not valid",
            "RAMAL-0401 401 Not signed in",
            "RAMAL-0403 403 Not permitted",
            "RAMAL-0404 404 Not found",
            "RAMAL-0405 405 Method not allowed",
            "RAMAL-0406 406 Not acceptable",
            "RAMAL-0413 413 The body is too large",
            "RAMAL-0414 414 The address is too long",
            "RAMAL-0415 415 Unsupported media type",
            "RAMAL-0420 400 The body cannot be read",
            "RAMAL-0421 400 The request cannot be read",
            "RAMAL-0431 400 Limit out of range",
            "RAMAL-0432 400 Unknown cursor",
            "RAMAL-0441 403 Not your organization",
            "RAMAL-0442 403 No organization",
            "RAMAL-0443 400 Choose an organization",
            "RAMAL-0444 401 The access token has expired",
            "RAMAL-0445 401 The access token is not valid",
            "RAMAL-0451 400 Bad idempotency key",
            "RAMAL-0452 422 Idempotency key already used",
            "RAMAL-0453 409 Still running",
            "RAMAL-0461 404 No such dead job",
            "RAMAL-0462 409 This job cannot be sent on its way again",
            "RAMAL-0500 500 Unexpected failure",
            "RAMAL-0503 503 Busy");
    assertThat(problems.stream().map(problem -> problem.split(" ")[0])).doesNotHaveDuplicates();
  }

  private static Set<String> problems() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(ProblemCodesTest::problemsOf)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> problemsOf(Path file) {
    String source = read(file);
    Map<String, String> constants =
        CONSTANT
            .matcher(source)
            .results()
            .collect(toMap(found -> found.group(1), found -> found.group(2)));
    return PROBLEM
        .matcher(source)
        .results()
        .map(found -> code(found, constants) + " " + found.group(1) + " " + found.group(3));
  }

  private static String code(MatchResult problem, Map<String, String> constants) {
    String code = problem.group(2);
    return constants.getOrDefault(code, code).replace("\"", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
