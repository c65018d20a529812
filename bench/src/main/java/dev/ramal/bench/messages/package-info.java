/** Receipts of carriers becoming states of messages. */
package dev.ramal.bench.messages;
