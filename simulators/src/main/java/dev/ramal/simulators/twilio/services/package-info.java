/** Messaging services and templates of content. */
package dev.ramal.simulators.twilio.services;
