package dev.ramal.sandbox.upgrade;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which version an upgrade comes from when nobody says: the newest release that this checkout is
 * built upon (a tag beginning with {@code v}), and where there is none the last commit that landed
 * on {@code main}, other than the one that is checked out.
 */
public final class PreviousRelease {
  private PreviousRelease() {}

  /**
   * @return a commit
   * @throws SandboxFailure where git knows none
   */
  public static String ofThisCheckout() {
    return find(PreviousRelease::git)
        .orElseThrow(
            () ->
                new SandboxFailure(
                    "There is no version before this one here; name one: --against REV."));
  }

  /**
   * @param git answers a command of git, in words; empty when it fails
   */
  static Optional<String> find(Function<List<String>, Optional<String>> git) {
    Optional<String> head = git.apply(List.of("rev-parse", "--verify", "--quiet", "HEAD^{commit}"));
    Stream<Optional<String>> candidates =
        Stream.of(
            git.apply(List.of("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "HEAD^"))
                .flatMap(tag -> commit(git, tag)),
            commit(git, "origin/main"),
            commit(git, "main"),
            commit(git, "HEAD^"));
    return candidates
        .flatMap(Optional::stream)
        .filter(commit -> !head.equals(Optional.of(commit)))
        .filter(commit -> git.apply(isBefore(commit)).isPresent())
        .findFirst();
  }

  private static Optional<String> commit(
      Function<List<String>, Optional<String>> git, String name) {
    return git.apply(List.of("rev-parse", "--verify", "--quiet", name + "^{commit}"));
  }

  private static List<String> isBefore(String commit) {
    return List.of("merge-base", "--is-ancestor", commit, "HEAD");
  }

  private static Optional<String> git(List<String> words) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(words);
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Workspace.root().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException e) {
      throw new SandboxFailure("git does not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while asking git", e);
    }
  }
}
