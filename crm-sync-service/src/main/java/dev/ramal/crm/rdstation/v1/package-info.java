/**
 * RD Station CRM v1: a user's token instead of an application. Nothing outside this package knows
 * of it.
 */
package dev.ramal.crm.rdstation.v1;
