/** A KRaft node in a JVM of its own, and our topics on it. */
package dev.ramal.servers.kafka;
