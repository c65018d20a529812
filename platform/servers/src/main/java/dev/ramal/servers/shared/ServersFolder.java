package dev.ramal.servers.shared;

import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Which servers a test process has for itself. An application under test empties topics and its
 * database when it starts: modules that are tested at the same time ({@code mvn -T}) each have
 * servers of their own, and the next module takes those that nobody uses any more.
 *
 * @param state the checkout's {@code .ramal}
 */
record ServersFolder(Path state) {
  /** More modules than that are tested at one time on no machine. */
  private static final int MOST = 9;

  private static final long NOBODY = 0;

  /** The folder of a process: what it had before, else the first that no living process has. */
  Path of(long pid) {
    try {
      Path lock = Files.createDirectories(state).resolve("test-users.lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        if (!held.isValid()) {
          throw new ServerFailure("cannot lock " + lock);
        }
        Path chosen =
            find(user -> user == pid)
                .or(() -> find(ServersFolder::isGone))
                .orElseThrow(() -> new ServerFailure(MOST + " processes have servers in " + state));
        Files.writeString(Files.createDirectories(chosen).resolve("user.pid"), "" + pid);
        return chosen;
      }
    } catch (IOException e) {
      throw new ServerFailure("cannot share servers through " + state, e);
    }
  }

  private Optional<Path> find(LongPredicate user) {
    return IntStream.rangeClosed(1, MOST)
        .mapToObj(number -> state.resolve(number == 1 ? "test" : "test-" + number))
        .filter(folder -> user.test(userOf(folder)))
        .findFirst();
  }

  private static boolean isGone(long user) {
    return user == NOBODY || ProcessHandle.of(user).isEmpty();
  }

  private static long userOf(Path folder) {
    try {
      return Long.parseLong(Files.readString(folder.resolve("user.pid")).strip());
    } catch (IOException | NumberFormatException unknown) {
      return NOBODY;
    }
  }
}
