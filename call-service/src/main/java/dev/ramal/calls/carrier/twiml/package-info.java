/** The markup in which carriers are told what an answered leg does. */
package dev.ramal.calls.carrier.twiml;
