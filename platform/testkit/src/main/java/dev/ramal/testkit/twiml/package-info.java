/** Documents that carriers are given, held against what the carrier publishes of them. */
package dev.ramal.testkit.twiml;
