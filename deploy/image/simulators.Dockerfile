# Carriers and CRM that behave and sign like the real ones; the sandbox's libraries hold them.
FROM eclipse-temurin:17.0.16_8-jre
RUN useradd --system --uid 1001 ramal
COPY --chown=1001 sandbox/target/lib/ /app/lib/
USER 1001
ENTRYPOINT ["java", "-Xmx256m", "-cp", "/app/lib/*", "dev.ramal.simulators.SimulatorsMain"]
