/** What is genuine and not understood, kept whole. */
package dev.ramal.gateway.quarantine;
