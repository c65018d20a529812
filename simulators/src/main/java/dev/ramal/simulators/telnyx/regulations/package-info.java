/** What a country's regulation demands for a number: requirements, and groups that fulfil them. */
package dev.ramal.simulators.telnyx.regulations;
