/** What a country's regulation demands for a number: bundles of papers, and their review. */
package dev.ramal.simulators.twilio.regulations;
