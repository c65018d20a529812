package dev.ramal.bench.room;

import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM holds, in megabytes of 1,000,000 bytes.
 *
 * @param heap what is alive after a full collection
 * @param resident what the system gives the whole process; of what the heap once took not all is
 *     given back
 */
public record ProcessMemory(double heap, double resident) {
  private static final double MEGABYTE = 1_000_000;

  static ProcessMemory of(long pid) {
    double resident = resident(pid);
    return new ProcessMemory(heap(pid), resident);
  }

  /** The JDK's own tool: counting what is alive is a full collection. */
  private static double heap(long pid) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    List<String> lines = output(jcmd.toString(), "" + pid, "GC.class_histogram");
    return lines.stream()
        .filter(line -> line.startsWith("Total "))
        .mapToDouble(line -> Long.parseLong(line.trim().split(" +")[2]) / MEGABYTE)
        .findFirst()
        .orElseThrow(() -> new ServerFailure("jcmd tells no total: " + lines));
  }

  private static double resident(long pid) {
    Path status = Path.of("/proc/" + pid + "/status");
    try {
      String kibibytes =
          Files.exists(status)
              ? Files.readAllLines(status).stream()
                  .filter(line -> line.startsWith("VmRSS:"))
                  .findFirst()
                  .orElseThrow()
              : output("ps", "-o", "rss=", "-p", "" + pid).get(0);
      return Long.parseLong(kibibytes.replaceAll("[^0-9]", "")) * 1024 / MEGABYTE;
    } catch (IOException e) {
      throw new ServerFailure("the system does not tell what a process holds", e);
    }
  }

  private static List<String> output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return all.lines().toList();
    } catch (IOException e) {
      throw new ServerFailure(command[0] + " does not run: " + e.getMessage(), e);
    }
  }
}
