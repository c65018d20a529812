/**
 * RD Station CRM, v2 and v1: contacts, deals, users, notes, tokens, v2's query language, the rate
 * limit.
 */
package dev.ramal.simulators.rdstation;
