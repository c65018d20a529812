/**
 * Durable commands: what a carrier is to do is stored in the transaction that decided it, before
 * the carrier is asked.
 */
package dev.ramal.calls.commands;
