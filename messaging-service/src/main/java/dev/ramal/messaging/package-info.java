/** SMS and WhatsApp texts of an organization, out and in; the problems that clients are told. */
package dev.ramal.messaging;
