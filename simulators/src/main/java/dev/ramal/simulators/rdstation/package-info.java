/** RD Station CRM: contacts, deals, users, notes, tokens, its query language and rate limit. */
package dev.ramal.simulators.rdstation;
