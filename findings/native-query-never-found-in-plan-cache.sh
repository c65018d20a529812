#!/usr/bin/env bash
# What: Hibernate's plan cache never finds a native query again that names a scalar result class, and keeps
#       every copy: the cache fills with equal statements, and each execution walks through them.
#
# Seen with hibernate-core 7.2.14.Final (H2 2.4.240 beside it; the database does not matter):
#   1. createNativeQuery("select 'text'", String.class), 3,000 times with one text: 3,000 misses and no hit.
#      The key compares the builder of the result, ImplicitResultClassBuilder, which has neither equals
#      nor hashCode; the key's hash code is the one of the text alone. So up to 2,048 keys of one hash
#      lie in one bin of the cache's map.
#   2. The same text without a class, createNativeQuery("select 'text'"): one miss, then hits. It gives the
#      same String.
#   3. Object[].class is found again as well: no builder is made for it.
#   4. The time for a statement grows with what was executed before it: the first 100 with a class and
#      100 after 3,000 are printed for the reader; nothing is judged by them.
#
# A statement that begins every transaction, `select set_config(…)` with String.class, cost a service one
# seventh of its event loops' time.
#
# Needs: JDK 17 or newer, Maven. Exits with 1 when the behaviour is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>native-query-plans</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.hibernate.orm</groupId><artifactId>hibernate-core</artifactId><version>7.2.14.Final</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.4.240</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars

cat > NativeQueryPlans.java <<'JAVA'
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.stat.Statistics;

public class NativeQueryPlans {
  static final String STATEMENT = "select 'text'";
  static final int TIMES = 3_000;

  public static void main(String[] args) {
    Logger.getLogger("org.hibernate").setLevel(Level.SEVERE);
    Configuration configuration =
        new Configuration()
            .setProperty("hibernate.connection.url", "jdbc:h2:mem:plans")
            .setProperty("hibernate.generate_statistics", "true");
    try (SessionFactory sessions = configuration.buildSessionFactory()) {
      long[] untyped = run(sessions, null, TIMES);
      long[] array = run(sessions, Object[].class, TIMES);
      long[] first = run(sessions, String.class, 100);
      long[] typed = run(sessions, String.class, TIMES);
      long[] last = run(sessions, String.class, 100);
      System.out.printf("without a class: %d misses, %d hits%n", untyped[0], untyped[1]);
      System.out.printf("Object[].class:  %d misses, %d hits%n", array[0], array[1]);
      System.out.printf("String.class:    %d misses, %d hits%n", typed[0], typed[1]);
      System.out.printf("for the eye: 100 with String.class take %d µs at first, %d µs after %d%n",
          first[2], last[2], TIMES);
      boolean asDescribed =
          untyped[0] <= 1 && untyped[1] >= TIMES - 1
              && array[0] <= 1 && array[1] >= TIMES - 1
              && typed[0] >= TIMES && typed[1] == 0;
      System.out.println(asDescribed ? "as described" : "the behaviour is another");
      System.exit(asDescribed ? 0 : 1);
    }
  }

  static long[] run(SessionFactory sessions, Class<?> type, int times) {
    Statistics seen = sessions.getStatistics();
    seen.clear();
    long begin = System.nanoTime();
    try (var session = sessions.openSession()) {
      for (int i = 0; i < times; i++) {
        var query = type == null
            ? session.createNativeQuery(STATEMENT)
            : session.createNativeQuery(STATEMENT, type);
        Object answer = query.getSingleResult();
        if (!"text".equals(answer instanceof Object[] row ? row[0] : answer)) {
          throw new IllegalStateException("another answer: " + answer);
        }
      }
    }
    return new long[] {
      seen.getQueryPlanCacheMissCount(), seen.getQueryPlanCacheHitCount(), (System.nanoTime() - begin) / 1000
    };
  }
}
JAVA
java -cp "jars/*" NativeQueryPlans.java
