/** What calls cost, as billing knows it: heard, kept, and shown to who may see it. */
package dev.ramal.calls.costs;
