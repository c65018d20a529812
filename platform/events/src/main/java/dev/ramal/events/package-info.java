/** What travels on Kafka, and the values in it that several services use. */
package dev.ramal.events;
