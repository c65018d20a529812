/**
 * HubSpot, API version 2026-09: contacts, deals, calls, notes, their associations, search, tokens
 * and rate limits.
 */
package dev.ramal.simulators.hubspot;
