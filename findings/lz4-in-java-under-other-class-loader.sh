#!/usr/bin/env bash
# What: Kafka's clients compress with lz4 natively in a plain program and in Java, five times slower, in a
#       packaged Quarkus application, without a word in any log.
#
# Seen with at.yawk.lz4:lz4-java 1.10.1 (what Quarkus 3.33.2 gives to kafka-clients 4.1.2), Java 17, x86-64:
#   1. Kafka asks LZ4Factory.fastestInstance(). That is the native one only if the library's class Native
#      was loaded by the system's class loader, or its native code is loaded already. Quarkus' fast-jar
#      runs an application under a class loader of its own, and so do application servers.
#   2. Elsewhere it is the Java one, and of that the *safe* compressor: unsafeInstance(), whose name
#      promises more, hands out the safe one as well in this version.
#   3. Safe Java takes about five times the processor time of native code for 64 KB of alike records.
#      Times are printed for the reader; nothing is judged by them.
#   4. Native code can be had there: LZ4Factory.nativeInstance(), called once before, makes
#      fastestInstance() native under any class loader. In Quarkus the setting
#      quarkus.class-loading.parent-first-artifacts=at.yawk.lz4:lz4-java does it without code.
#
# Needs: JDK 17 or newer, Maven, Linux on x86-64. Exits with 1 when the behaviour is another.
set -euo pipefail
version=1.10.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=at.yawk.lz4:lz4-java:$version -DoutputDirectory=jars
mkdir plain

cat > Loaded.java <<'JAVA'
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Asks beneath the system's class loader, and beneath another one. */
public class Loaded {
  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      Compressed.main(new String[] {"system"});
      return;
    }
    URL[] path = {Path.of("plain").toUri().toURL(), Path.of(args[0]).toUri().toURL()};
    try (URLClassLoader other = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      other.loadClass("Compressed").getMethod("main", String[].class).invoke(null, (Object) new String[] {"other"});
    }
  }
}
JAVA
cat > Compressed.java <<'JAVA'
import java.lang.management.ManagementFactory;
import java.util.Random;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

public class Compressed {
  public static void main(String[] args) {
    show(args[0], LZ4Factory.fastestInstance());
    if (args[0].equals("other")) {
      show("other-unsafe", LZ4Factory.unsafeInstance());
      LZ4Factory.nativeInstance();
      show("other-once-native", LZ4Factory.fastestInstance());
    }
  }

  static void show(String where, LZ4Factory factory) {
    LZ4Compressor compressor = factory.fastCompressor();
    byte[] alike = alike();
    byte[] out = new byte[compressor.maxCompressedLength(alike.length)];
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 6; round++) {
      long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int i = 0; i < 1000; i++) {
        compressor.compress(alike, 0, alike.length, out, 0);
      }
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin);
    }
    System.out.println(where + "=" + compressor + " (for the eye: " + best / 1_000_000 + " µs for 64 KB)");
  }

  static byte[] alike() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    while (text.length() < 64 * 1024) {
      text.append("{\"id\":\"").append(Long.toHexString(random.nextLong()));
      text.append("\",\"carrier\":\"someone\",\"direction\":\"outbound\",\"body\":\"").append("A=1&B=2&".repeat(8)).append("\"}");
    }
    return text.substring(0, 64 * 1024).getBytes();
  }
}
JAVA
jar=jars/lz4-java-$version.jar
javac -nowarn -cp "$jar" -d plain Loaded.java Compressed.java 2>/dev/null
seen=$(java -cp "plain:$jar" Loaded 2>/dev/null; java -cp plain Loaded "$jar" 2>/dev/null)
echo "lz4-java $version:"
echo "$seen"
is() { grep -q "^$1=$2 " <<<"$seen" || { echo "changed: $1 is not $2"; exit 1; }; }
is system LZ4JNICompressor
is other LZ4JavaSafeCompressor
is other-unsafe LZ4JavaSafeCompressor
is other-once-native LZ4JNICompressor
echo "as described"
