/** Texts that an organization writes again and again: versions, variants, approval by carriers. */
package dev.ramal.messaging.templates;
